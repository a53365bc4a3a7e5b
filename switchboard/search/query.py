"""What the agent typed, taken apart into fragments."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from switchboard.search.patterns import pattern
from switchboard.search.spelling import MAX_WORD, TOKEN, plain, tokens, word

MAX_TEXT: Final = 600
"""Nothing longer than this is looked for (white space counts once): it is a paste, not a name."""
MAX_FRAGMENTS: Final = 16
MOST_SAID: Final = 7
"""More words are a paste: nobody is looked for who has all of them by slips."""

_SCHEME: Final = r"(?i)^\s*(?:tel|sip|sips|callto):"
# RFC 3966 and 3261: a number, the server that has it, and what else is said of the call.
_ADDRESS: Final = (
    r"(?is)\s*(?:(?:tel|sips?|callto):(?://)?|(?=[^@;]*;ext=))(\+?[\d\s().\-/]+)(?:@[^;?]*)?(?:[;?](.*))?"
)
_EXTENSION: Final = r"(?i)(?:^|;)\s*ext=([\d\s().\-]+)"
_TRUNK: Final = r"((?:\+|\b00)[0-9 ]{1,5})\(0\)"
# Between the groups of one number.
_GROUPING: Final = r"[\s().\-/‐‑–]*\Z"
_DOMAIN: Final = r"@([^\s@<>,;]*)"


class Fragment:
    """One thing that must match. Nobody changes one.

    ``form`` is the word; a number has its ``digits`` (``international`` when it began with + or 00) and the
    ``groups`` it was typed in, words of their own should it be no phone number at all. With ``domain`` it is
    that of an address, with its @.
    """

    __slots__ = ("digits", "domain", "form", "groups", "international")

    def __init__(
        self,
        form: str,
        digits: str = "",
        *,
        international: bool = False,
        groups: tuple[str, ...] = (),
        domain: bool = False,
    ) -> None:
        self.form = form
        self.digits = digits
        self.international = international
        self.groups = groups
        self.domain = domain

    # A class of its own, and no named tuple: what is kept of fragments is looked up some hundred times in a
    # keystroke, and what they are is asked a thousand times.
    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, Fragment)
            and self.form == other.form
            and self.groups == other.groups
            and self.digits == other.digits
            and self.domain == other.domain
            and self.international == other.international
        )

    def __hash__(self) -> int:
        return hash(self.form)


def parse(text: str) -> tuple[Fragment, ...] | None:
    """Return the query's fragments; ``None`` for what nothing can match."""
    text = " ".join(text.split())
    if len(text) > MAX_TEXT:
        return None
    # Looked for first: a pattern takes longer, and these are of numbers.
    if ":" in text or ";" in text:
        address = pattern(_ADDRESS).fullmatch(text)
        text = pattern(_SCHEME).sub("", text) if address is None else address[1]
    if "(0)" in text:
        # In +46 (0)8 123 the zero is for callers at home.
        text = pattern(_TRUNK).sub(r"\1 ", text)
    fragments: list[Fragment] = []
    for part, domain in _by_domain(text):
        if domain:
            form = word(part)
            if form:
                fragments.append(Fragment("@" + form, domain=True))
        else:
            fragments.extend(_plain_fragments(part))
    # A word said twice stays: somebody may be called Kari Kari.
    return tuple(fragments) if len(fragments) <= MAX_FRAGMENTS else None


def extension_in(text: str) -> str:
    """Return the digits of the extension that an address has besides its number, as in
    ``tel:+4723461234;ext=34``; empty when there is none."""
    address = pattern(_ADDRESS).fullmatch(text) if ";" in text else None
    found = None if address is None else pattern(_EXTENSION).search(address[2] or "")
    return "" if found is None else "".join([c for c in found[1] if c.isdigit()])


def as_typed(text: str, fragments: Sequence[Fragment]) -> tuple[str, ...]:
    """Return those of the words of a text that are these fragments, each once, as it was typed."""
    wanted = {fragment.form for fragment in fragments}
    typed: dict[str, str] = {}
    for part, domain in _by_domain(" ".join(text.split())):
        if domain:
            shown = "".join([letter for letter in part if letter.isprintable()])
            typed.setdefault("@" + word(part), "@" + shown)
            continue
        for token in tokens(part):
            form = word(token)
            typed.setdefault(form if len(token) <= MAX_WORD else form + "\uffff", token)
    return tuple([token for form, token in typed.items() if form in wanted])


def _by_domain(text: str) -> list[tuple[str, bool]]:
    if "@" not in text:
        return [(text, False)]
    pieces = pattern(_DOMAIN).split(text)
    return [(piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece]


def _plain_fragments(text: str) -> list[Fragment]:
    if text.replace(" ", "").isalpha():
        return [_spelled(token) for token in text.split()]
    fragments: list[Fragment] = []
    groups: list[str] = []
    plus, end = False, 0

    def number() -> None:
        if groups:
            fragments.append(_number(groups, plus))
            groups.clear()

    for match in pattern(TOKEN).finditer(text):
        token = match[0]
        between = text[end : match.start()]
        end = match.end()
        digits = _digits(token)
        if not digits:
            number()
            fragments.append(_spelled(token))
            continue
        if groups and not pattern(_GROUPING).match(between):
            number()
        if not groups:
            plus = between.rstrip(" (").endswith("+")
        groups.append(digits)
    number()
    return fragments


def _spelled(token: str) -> Fragment:
    form = word(token)
    if not form.isascii() and len(plain(form)) > max(MAX_WORD, 2 * len(form)):
        # Ligatures that are words each.
        return Fragment("\uffff")
    # Nobody's word is longer; what is cut off could not match.
    return Fragment(form if len(token) <= MAX_WORD else form + "\uffff")


def _digits(token: str) -> str:
    if token.isascii():
        return token if token.isdigit() else ""
    if not token.isdecimal():
        return ""
    return "".join([str(unicodedata.decimal(c)) for c in token])


def _number(groups: list[str], plus: bool) -> Fragment:
    digits = "".join(groups)
    international = plus
    if not plus and digits.startswith("00"):
        digits, international = digits[2:], True
    return Fragment(groups[0], digits, international=international, groups=tuple(groups))
