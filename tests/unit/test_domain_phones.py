"""Which of somebody's phones is tried first."""

from __future__ import annotations

import pytest
from support.builders import main_number, mobile, phone

from switchboard.domain.model import Disclosure, Feature, Phone
from switchboard.domain.phones import in_order, main_first

TOLD = Disclosure.PUBLIC
UNSAID = Disclosure.UNCLASSIFIED


@pytest.mark.parametrize(
    ("given", "tried"),
    [
        # nothing said: as they stand
        ([phone("1"), phone("2")], "12"),
        # the preferred before the others, the lower figure first
        ([phone("1"), phone("2", pref=5), phone("3", pref=2)], "321"),
        ([phone("1", pref=1), phone("2", pref=0)], "21"),
        ([phone("1", UNSAID, pref=1), phone("2")], "12"),
        # then what somebody has classified, however little may be shown of it
        ([phone("1", UNSAID), phone("2", Disclosure.TRANSFER_ONLY)], "21"),
        ([phone("1", UNSAID), mobile("2", TOLD)], "21"),
        # then voice before mobile
        ([mobile("1", TOLD), phone("2")], "21"),
        ([mobile("1"), phone("2", UNSAID)], "21"),
        ([mobile("1", pref=1), phone("2", pref=1)], "21"),
        ([mobile("1", pref=1), phone("2", pref=2)], "12"),
        # what takes no calls is no phone
        ([phone("1", features=frozenset({Feature.TEXT})), phone("2")], "2"),
        ([phone("1", features=frozenset({Feature.TEXT, Feature.VOICE}))], "1"),
        ([phone("1", features=frozenset({Feature.TEXT}))], ""),
        # each number once, at its best place
        ([phone("1"), phone("2"), phone("1", pref=1)], "12"),
        ([phone("1"), phone("1", extension="7")], "11"),
    ],
)
def test_the_order(given: list[Phone], tried: str) -> None:
    assert "".join(found.number for found in in_order(given)) == tried


def test_a_units_main_number_comes_first() -> None:
    given = [phone("1"), main_number("2"), phone("3", pref=1), main_number("4", pref=2)]
    assert [found.number for found in main_first(given)] == ["4", "2", "3", "1"]
