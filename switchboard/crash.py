"""A bug becomes a report without personal data: where it happened, never with what.

Exceptions' texts, arguments and local variables may hold names and numbers, so none of them is written:
only types, files, lines and functions, versions and the system.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from switchboard import __version__


def describe(error: BaseException) -> str:
    """Return the report's text for an exception and everything it came from."""
    import platform

    lines = [
        f"Switchboard {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
    ]
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines.extend(_frames(link.__traceback__))
        link = link.__cause__ or link.__context__
    return "\n".join(lines) + "\n"


def _frames(traceback: TracebackType | None) -> list[str]:
    package = Path(__file__).resolve().parent
    frames = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        path = Path(code.co_filename)
        # Only the part below the package or the library: a home folder's name is somebody's name.
        shown = path.relative_to(package.parent) if path.is_relative_to(package) else Path(*path.parts[-2:])
        frames.append(f"  {shown.as_posix()}:{traceback.tb_lineno} in {code.co_name}")
        traceback = traceback.tb_next
    return frames


def report(error: BaseException) -> Path | None:
    """Write the report and return its path; ``None`` when nothing could be written."""
    from switchboard.profile import current

    folder = current().logs / "crashes"
    path = folder / f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.urandom(3).hex()}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(describe(error))
    except OSError:
        if sys.stderr is not None:
            print(describe(error), file=sys.stderr)
        return None
    return path
