"""What msgspec says of JSON of the wrong shape, in the contract's words: the field, what belongs there and
what stands there, never its value."""

from __future__ import annotations

import re

_EXPECTED = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_MISSING = re.compile(r"Object missing required field `(\w+)`")
_KINDS = {
    "array": "a list",
    "object": "an object",
    "str": "a text",
    "int": "a whole number",
    "float": "a decimal number",
    "bool": "true or false",
    "datetime": "a time",
    "null": "null",
}


def in_words(reason: str, part: str = "") -> str:
    """Return the reason of a ``msgspec.ValidationError`` as people can use it; ``part`` is what was checked
    of an object, when that was not all of it: ``phones[0]``."""
    said, _, path = reason.partition(" - at `$")
    field = part + path.rstrip("`")
    if missing := _MISSING.match(said):
        return f"`{f'{field}.{missing[1]}'.lstrip('.')}` is missing"
    field = field.lstrip(".")
    subject = f"`{field}`" if field else "it"
    if expected := _EXPECTED.match(said):
        wanted, found = (_KINDS.get(kind.removesuffix(" | null")) for kind in expected.groups())
        if wanted and found:
            return f"{subject} should be {wanted}, but is {found}"
    if "datetime" in said:
        return f"{subject} is no time such as 2026-12-03T10:30:00+01:00"
    # Its rarer sentences are of numbers out of range and the like; some of them quote a value.
    return f"{subject} has a value that cannot be read"
