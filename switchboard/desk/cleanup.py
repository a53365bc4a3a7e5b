"""The clean-up list for leads: its headings, how many there are of each, and the list as CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping

from switchboard.desk.board import cell
from switchboard.domain.cleanup import Finding, Problem
from switchboard.domain.model import Reason, Unit
from switchboard.domain.words import Language, Words, say, words

HEADINGS: dict[Problem, Words] = {
    Problem.PRIVATE_NUMBER: words("Mobiles that callers are told"),
    Problem.UNCLASSIFIED_NUMBER: words("Numbers nobody has classified"),
    Problem.DOUBTFUL: words("Does not answer"),
    Problem.ALTERNATE_NOWHERE: words("Alternates that lead nowhere"),
    Problem.ALTERNATES_ABSENT: words("All alternates absent"),
    Problem.NO_ALTERNATE: words("No alternate"),
    Problem.NO_KEYWORDS: words("No keywords"),
    Problem.NO_HOURS: words("Units without phone hours"),
    Problem.UNCLEAR_HOURS: words("Hours that are not clear"),
}
"""What each problem is called, in the order in which they are shown."""


REASONS: dict[Reason, Words] = {
    Reason.EXPECTED: words("the call was expected"),
    Reason.URGENT: words("it was urgent"),
    Reason.WRONG: words("the directory was wrong"),
}
"""Why calls went against the directory."""


def counts(findings: Iterable[Finding]) -> dict[Problem, int]:
    """Return how many findings there are of each problem, zeros included."""
    found = Counter(finding.problem for finding in findings)
    return {problem: found[problem] for problem in HEADINGS}


def as_csv(findings: Iterable[Finding], units: Mapping[str, Unit], language: Language) -> str:
    """Return the findings as CSV (RFC 4180) with a heading; nothing in it can become a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    heading = (words("Problem"), words("Name"), words("Unit"), words("Why"))
    writer.writerow([say(title, language) for title in heading])
    for finding in findings:
        unit = units.get(finding.unit or "")
        row = (
            say(HEADINGS[finding.problem], language),
            finding.name,
            "" if unit is None else unit.name,
            say(finding.why, language),
        )
        writer.writerow([cell(text) for text in row])
    return text.getvalue()
