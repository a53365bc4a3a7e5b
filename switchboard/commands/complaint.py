"""What the command line says of an expected error."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import English, say


def complain(error: ExpectedError) -> None:
    """Print the sentence and what to do, on standard error."""
    english = English(ZoneInfo("UTC"), datetime.now(UTC))
    sentence = " ".join(say(part, english) for part in (error.sentence, error.remedy) if part is not None)
    print(f"switchboard: {sentence}", file=sys.stderr)
