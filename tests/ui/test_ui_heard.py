"""What a screen reader hears of a hit and of its card: who it is, how they were found, how they are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from support.builders import TUESDAY_10, outcome, person, presence, unit

from switchboard.domain.model import DirectoryObject, PresenceState, Protection, Result

KEY = Qt.Key
MINUTE = timedelta(minutes=1)
HOURS = "Mo-Fr 08:00-16:00"


def people() -> list[DirectoryObject]:
    return [
        unit("u", "Brukerstøtte helse"),
        unit("b", "Byggesak"),
        person("larsen", "Johan Larsen", unit="u"),
        person("nina", "Nina Johansen", unit="u", aliases=("Berit Hansen",)),
        person("rest", "Rita Lund", unit="u", aliases=("Gudrun Dahl",), protection=Protection.RESTRICTED),
        person("doubtful", "Dag Tvil", unit="b", title="Ingeniør", work_hours=HOURS),
        person("reached", "Rolf Svar", unit="b", keywords=("nabovarsel",), work_hours=HOURS),
        person("perhaps", "Pia Borte", unit="b", work_hours=HOURS),
        person("silent", "Stine Stille", unit="b"),
        person("left", "Leif Slutt", unit="b", valid_until=TUESDAY_10 - timedelta(days=7, hours=10)),
        outcome(at=TUESDAY_10 - 20 * MINUTE, person="doubtful", id="o1"),
        outcome(at=TUESDAY_10 - 5 * MINUTE, person="doubtful", id="o2"),
        outcome(Result.REACHED, at=TUESDAY_10 - 5 * MINUTE, person="reached", id="o3"),
        presence("perhaps", PresenceState.AWAY, TUESDAY_10 - 71 * MINUTE),
    ]


@pytest.fixture
def peopled(seat_on: Any) -> Any:
    return seat_on(people())


def heard(seat: Any) -> str:
    return str(seat.page.hits.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("johan larsen", "Johan Larsen, Brukerstøtte helse, not registered"),
        ("yohan larsen", "Johan Larsen, sounds alike, Brukerstøtte helse, not registered"),
        ("johan larxen", "Johan Larsen, spelled alike, Brukerstøtte helse, not registered"),
        ("berit hansen", "Nina Johansen, also known as Berit Hansen, Brukerstøtte helse, not registered"),
        ("nina brukerstøfte", "Nina Johansen, Brukerstøtte helse, spelled alike, not registered"),
        ("dag injenør", "Dag Tvil, spelled like Ingeniør, Byggesak, doubtful, no answer 09:40 and 09:55"),
        # As spelled, if not in what is read out.
        ("dag ingeniør", "Dag Tvil, Byggesak, doubtful, no answer 09:40 and 09:55"),
        ("nabovarsel", "Rolf Svar, Byggesak, available, reached 09:55"),
    ],
)
def test_how_a_hit_was_found_is_heard_unless_it_is_as_spelled(peopled: Any, query: str, said: str) -> None:
    peopled.type(query)
    assert heard(peopled) == said


def test_of_a_protected_person_no_other_name_is_heard(peopled: Any) -> None:
    peopled.type("rita gudrun")
    assert all("Gudrun" not in line.spoken for line in peopled.page.hits.hits.lines)


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ("dag tvil", "doubtful, no answer 09:40 and 09:55"),
        ("rolf svar", "available, reached 09:55"),
        ("pia borte", "perhaps, away from the desk since 08:49"),
        ("stine", "not registered"),
        ("leif slutt", "no longer here since Tue 17 Nov"),
    ],
)
def test_the_word_for_how_somebody_is_is_heard_of_hit_and_card(peopled: Any, query: str, state: str) -> None:
    peopled.type(query)
    assert heard(peopled).endswith(f", Byggesak, {state}")
    assert f", Byggesak, {state}, " in peopled.page.card.accessibleName()


def test_what_is_known_no_longer_is_heard_first(peopled: Any) -> None:
    peopled.clock.now += 6 * MINUTE
    peopled.type("rolf svar")
    assert heard(peopled).startswith("Rolf Svar, Byggesak, unknown, no contact with the directory for 6 min;")


def test_who_has_left_is_said_to_be_gone_since_when(peopled: Any) -> None:
    peopled.type("leif")
    line = peopled.page.hits.hits.lines[0]
    assert (line.word, line.until) == ("no longer here", "since Tue 17 Nov")
    assert peopled.page.card.text.sentence == f"{line.word} {line.until}"
