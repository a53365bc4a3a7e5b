"""``switchboard cleanup``: what leads should clean up, from a file or the local copy."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple, cast
from zoneinfo import ZoneInfo

from switchboard.commands.as_json import one_line
from switchboard.commands.find import speak_utf8
from switchboard.commands.source import Directory, directory
from switchboard.desk.cleanup import HEADINGS, REASONS, as_csv, counts
from switchboard.domain.board import WholeDirectory
from switchboard.domain.cleanup import Finding
from switchboard.domain.cleanup import cleanup as search
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Reason
from switchboard.domain.words import English, say, short, words


class Counted(NamedTuple):
    """What agents on this computer asked for in vain, and why calls went against the directory."""

    errands: Sequence[tuple[str, int]] = ()
    overridden: Sequence[tuple[str, Reason, int]] = ()


def cleanup(args: argparse.Namespace) -> int:
    """Print the clean-up list.

    Raises:
        ExpectedError: there is nothing to look in, or two forms are asked for at once.
    """
    if args.json and args.csv:
        raise ExpectedError(words("Give either --json or --csv."))
    speak_utf8()
    with directory(args.data, args.at) as here:
        # Both a file and the local copy can be read from end to end.
        findings = search(cast("WholeDirectory", here.view), here.at, limits=here.limits)
        english = English(ZoneInfo(here.view.service.time_zone), here.at)
        counted = _counted(here)
        if args.json:
            print(one_line(_json(findings, counted, here, english)))
        elif args.csv:
            units = {unit.id: unit for unit in here.view.units()}
            if isinstance(sys.stdout, io.TextIOWrapper):
                # The lines end as RFC 4180 wants them, on every system.
                sys.stdout.reconfigure(newline="")
            sys.stdout.write(as_csv(findings, units, english))
        else:
            print(_text(findings, counted, here, english))
    return 0


def _counted(here: Directory) -> Counted:
    """Return what was counted on this computer; a file knows nothing of that."""
    if here.cache is None:
        return Counted()
    reader = here.cache.reader()
    try:
        return Counted(reader.errands(), reader.overridden())
    finally:
        reader.close()


def _json(findings: Sequence[Finding], counted: Counted, here: Directory, english: English) -> dict[str, Any]:
    return {
        "at": here.at.astimezone(english.zone).isoformat(timespec="seconds"),
        "counts": {problem.value: count for problem, count in counts(findings).items()},
        "findings": [
            {
                "problem": finding.problem.value,
                "type": finding.ref.kind.value,
                "id": finding.ref.id,
                "name": finding.name,
                "unit": finding.unit,
                "why": say(finding.why, english),
            }
            for finding in findings
        ],
        "errands": [{"word": word, "count": count} for word, count in counted.errands],
        "overridden": [
            {"unit": unit, "reason": reason.value, "count": count}
            for unit, reason, count in counted.overridden
        ],
    }


def _text(findings: Sequence[Finding], counted: Counted, here: Directory, english: English) -> str:
    if not findings and not any(counted):
        return "Nothing to clean up."
    names = {unit.id: unit.name for unit in here.view.units()}
    lines: list[str] = []
    for problem, count in counts(findings).items():
        if count:
            lines += ["", f"{say(HEADINGS[problem], english)}: {count}"]
        for finding in findings:
            if finding.problem is problem:
                unit = names.get(finding.unit or "", "")
                where = f" ({short(unit)})" if unit and unit != finding.name else ""
                lines.append(
                    f"  {short(finding.name)}{where}: {say(finding.why, english)}  [{finding.ref.id}]"
                )
    if counted.errands:
        lines += ["", f"Errands that found nobody on this computer: {len(counted.errands)}"]
        lines += [f"  {word}: {_times(count)}" for word, count in counted.errands]
    if counted.overridden:
        total = sum(count for *_, count in counted.overridden)
        lines += ["", f"Calls put through against the directory on this computer: {total}"]
        lines += [
            f"  {names.get(unit, unit)}: {say(REASONS[reason], english)}, {_times(count)}"
            for unit, reason, count in counted.overridden
        ]
    return "\n".join(lines[1:])


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
