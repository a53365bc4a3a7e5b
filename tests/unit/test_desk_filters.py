"""Filters: of everybody who is found, those in a unit, or those who are available, and how many they are."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from support.builders import TUESDAY_10, absence, person, presence, unit
from support.town import copy_of, town
from support.waiting import wait_until

from switchboard.desk.available import Available
from switchboard.desk.desk import LIMIT, Desk
from switchboard.desk.replies import Found, More
from switchboard.domain.availability import Limits, Status
from switchboard.domain.model import (
    DirectoryObject,
    Kind,
    PresenceState,
    Protection,
    Ref,
    Result,
    Service,
    Tombstone,
)

HOUR = timedelta(hours=1)
CROWD = 700
FREE = 60
HERE = Ref(Kind.UNIT, "here")


class Watcher:
    """Hears nothing."""

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_: None


class Bench:
    def __init__(self, objects: list[DirectoryObject]) -> None:
        self.now = TUESDAY_10
        self.cache = copy_of(objects)
        self.desk = Desk(self.cache, Watcher(), now=lambda: self.now)
        self.desk.start()
        assert self.desk.idle(60)

    def find(self, query: str, **options: Any) -> Found:
        answers: queue.Queue[Found] = queue.Queue()
        self.desk.find(query, 1, answers.put, **{"first": LIMIT} | options)
        return answers.get(timeout=30)

    def free(self, query: str, **options: Any) -> list[str]:
        return [row.ref.id for row in self.find(query, available_only=True, **options).rows]

    def apply(self, *items: DirectoryObject | Tombstone, contact: bool = True) -> None:
        writer = self.cache.writer()
        applied = writer.apply(items, "s2", self.now if contact else TUESDAY_10)
        writer.close()
        self.desk.changed(applied.changed | applied.removed, False)
        assert self.desk.idle(30)

    def pass_(self, time_: timedelta) -> None:
        self.now += time_
        self.apply()

    def stop(self) -> None:
        self.desk.stop()
        self.cache.close()


def name(i: int) -> str:
    return "".join(["bdfghklmnp"[int(digit)] for digit in f"{i:03}"]) + " Hansen"


def crowd() -> list[DirectoryObject]:
    """Seven hundred Hansens: of the last sixty it is known that they are there, three are in one unit."""
    objects: list[DirectoryObject] = [
        unit("here", "Midtås barnehage"),
        unit("below", "Marihønene", parent="here", phone_hours="Mo-Fr 08:00-16:00"),
        unit("closed", "Hansen-senteret", parent="here", phone_hours="Mo-Fr 08:00-09:00"),
        unit("open", "Hansen-huset", parent="below", phone_hours="Mo-Fr 08:00-16:00"),
    ]
    inside = {CROWD - 1: "below", CROWD - 70: "below", CROWD - 80: "here"}
    objects += [person(f"p{i}", name(i), unit=inside.get(i)) for i in range(CROWD)]
    objects += [presence(f"p{i}", since=TUESDAY_10 - HOUR) for i in range(CROWD - FREE, CROWD)]
    return objects


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench(town())
    yield made
    made.stop()


@pytest.fixture(scope="module")
def full() -> Iterator[Bench]:
    made = Bench(crowd())
    yield made
    made.stop()


def test_in_a_unit_everybody_is_found_however_many_are_called_so_elsewhere(full: Bench) -> None:
    found = full.find("hansen", scope=HERE)
    assert {row.ref.id for row in found.rows} == {"p699", "p630", "p620", "closed", "open"}
    assert found.total == 5
    assert [row.ref.id for row in full.find("hansen ", scope=HERE, available_only=True).rows] == [
        "open",
        "p699",
    ]
    first = full.find("hansen", scope=HERE, first=2)
    assert (len(first.rows), len(first.rest), first.total) == (2, 3, 5)


def test_of_all_who_are_available_the_first_fifty_and_how_many_they_are(full: Bench) -> None:
    found = full.find("hansen", available_only=True)
    assert found.total == FREE + 1
    assert [row.ref.id for row in found.rows] == ["open", *[f"p{CROWD - FREE + i}" for i in range(LIMIT - 1)]]
    assert all(row.open or row.availability.status is Status.AVAILABLE for row in found.rows)


@pytest.mark.parametrize("options", [{}, {"available_only": True}, {"scope": HERE, "available_only": True}])
def test_the_next_hits_follow_without_a_gap(full: Bench, options: dict[str, Any]) -> None:
    shown = [row.ref for row in full.find("hansen", **options).rows]
    total = full.find("hansen", **options).total
    for _ in range(3):
        answers: queue.Queue[More] = queue.Queue()
        asked = {"available_only": False, "scope": None} | options
        full.desk.further("hansen", 1, answers.put, shown=frozenset(shown), **asked)
        shown += [row.ref for row in answers.get(timeout=30).rows]
    assert len(shown) == len(set(shown)) == min(total, 4 * LIMIT)
    whole = full.find("hansen", limit=4 * LIMIT, first=4 * LIMIT, **options)
    assert ([row.ref for row in whole.rows], whole.total) == (shown, total)


def test_what_changes_counts_with_the_next_question(bench: Bench) -> None:
    assert bench.free("hansen") == ["ola"]
    bench.apply(absence("ola", bench.now - HOUR, end=bench.now + HOUR, id="new"))
    assert bench.free("hansen") == []
    assert bench.free("hansen", keep=Ref(Kind.PERSON, "ola")) == ["ola"], "somebody looks at them"
    bench.apply(presence("rtl", since=bench.now - HOUR), Tombstone(Ref(Kind.ABSENCE, "new")))
    assert bench.free("hansen") == ["ola", "rtl"]
    bench.apply(person("ola", "Aslak Hansen"))
    assert bench.free("hansen") == ["ola", "rtl"], "by whatever name"
    bench.apply(person("ola", "Aslak Hansen", protection=Protection.RESTRICTED))
    assert bench.free("hansen") == ["rtl"]
    bench.apply(Tombstone(Ref(Kind.PERSON, "rtl")))
    assert bench.free("hansen") == []
    bench.apply(person("rtl", "Ny Hansen"), presence("rtl", since=bench.now - HOUR))
    assert bench.free("hansen") == ["rtl"]


def test_what_the_agent_says_counts_and_what_is_taken_back_no_more(bench: Bench) -> None:
    ola = Ref(Kind.PERSON, "ola")
    told: queue.Queue[Any] = queue.Queue()
    for _ in range(2):
        bench.desk.journal.outcome(ola, Result.NO_ANSWER, told.put)
        assert bench.desk.idle(30)
    assert bench.free("hansen") == []
    told.get(timeout=30)
    outbox = bench.cache.desk_writer()
    # As the post does with what the service refuses: nobody is told.
    assert outbox.outbox.take_back(told.get(timeout=30).outcome.id)
    outbox.close()
    bench.now += timedelta(seconds=6)
    assert bench.free("hansen ") == ["ola"]


def test_the_clock_alone_brings_people_and_units_and_takes_them(bench: Bench) -> None:
    assert "byggesak" in bench.free("byggesak")
    assert "nav" not in bench.free("nav sagene")
    bench.pass_(2 * HOUR)
    assert "ola" not in bench.free("hansen"), "Ola has lunch"
    assert "nav" in bench.free("nav sagene")
    bench.pass_(HOUR)
    assert "ola" in bench.free("hansen")
    bench.now -= 2 * HOUR
    assert "nav" not in bench.free("nav sagene"), "clocks are set back, too"


def test_where_the_data_is_too_old_only_units_are_open(bench: Bench) -> None:
    bench.now += Limits().stale_after + timedelta(seconds=1)
    assert bench.free("hansen") == []
    assert bench.free("byggesak") == ["byggesak"]
    bench.pass_(timedelta(0))
    assert bench.free("hansen") == ["ola"]


def test_the_next_look_is_not_sooner_than_one_at_what_others_do(bench: Bench) -> None:
    bench.apply(
        presence("rtl", PresenceState.AWAY, bench.now - Limits().away_after + timedelta(milliseconds=9))
    )
    found = bench.find("hansen", available_only=True)
    assert found.changes == bench.now + timedelta(seconds=1)


def test_whoever_moves_to_another_unit_is_found_there(bench: Bench) -> None:
    pbe, nav = Ref(Kind.UNIT, "pbe"), Ref(Kind.UNIT, "nav")
    assert "Ola Hansen" in [row.name for row in bench.find("hansen", scope=pbe).rows]
    bench.apply(person("ola", "Ola Hansen", unit="nav"))
    assert "Ola Hansen" not in [row.name for row in bench.find("hansen", scope=pbe).rows]
    assert "Ola Hansen" in [row.name for row in bench.find("hansen", scope=nav).rows]
    bench.apply(unit("nav", "NAV Sagene", parent="byggesak"))
    assert "Ola Hansen" in [row.name for row in bench.find("hansen", scope=pbe).rows]


def test_another_directory_is_judged_anew(bench: Bench) -> None:
    assert bench.free("hansen") == ["ola"]
    writer = bench.cache.writer()
    writer.begin_fill("s9")
    writer.fill([person("x", "Xerxes Hansen"), presence("x", since=bench.now), person("ola", "Ola Hansen")])
    writer.swap(bench.now, Service(name="Oslo kommune"))
    writer.close()
    bench.desk.changed(frozenset(), True)
    assert bench.desk.idle(30)
    assert bench.free("hansen") == ["x"]


def test_everybody_is_judged_in_idle_moments(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[int] = []
    judge = Available._judge

    def spy(self: Available, slots: Any, *rest: Any) -> None:
        # A question breaks off whoever is judged in an idle moment: they are judged again.
        judge(self, slots, *rest)
        judged.append(len(slots))

    monkeypatch.setattr(Available, "_judge", spy)
    bench = Bench(crowd())
    wait_until(lambda: sum(judged) >= FREE + 4, what="everybody is judged")
    assert sum(judged) == FREE + 4, "those of whom something is known, and units"
    assert bench.find("hansen", available_only=True).total == FREE + 1
    assert sum(judged) == FREE + 4, "a question has nobody left to judge"
    bench.apply(presence("p1", since=TUESDAY_10 - HOUR))
    assert bench.find("hansen", available_only=True).total == FREE + 2
    assert sum(judged) == FREE + 5
    bench.stop()


def test_everybody_in_a_unit_is_whoever_is_below_it_too_and_counted(bench: Bench) -> None:
    scope = Ref(Kind.UNIT, "top")
    people = [person(f"low{at}", f"Berit Nederst {at:03}", unit="low") for at in range(LIMIT + 20)]
    bench.apply(
        unit("top", "Toppetaten"),
        unit("mid", "Midtseksjonen", parent="top"),
        unit("low", "Bunnlaget", parent="mid"),
        person("chief", "Åse Øverst", unit="top"),
        *people,
        *[presence(f"low{at}", since=bench.now - HOUR) for at in range(LIMIT, LIMIT + 7)],
    )
    everybody = len(people) + 3
    found = bench.find("", scope=scope, first=5)
    assert found.total == everybody
    names = [row.name for row in found.rows]
    assert names[:4] == ["Åse Øverst", "Midtseksjonen", "Berit Nederst 000", "Berit Nederst 001"]
    assert len(found.rows) + len(found.rest) == LIMIT
    shown = {*(row.ref for row in found.rows), *(hit.ref for hit in found.rest)}
    answers: queue.Queue[More] = queue.Queue()
    bench.desk.further("", 1, answers.put, available_only=False, scope=scope, shown=frozenset(shown))
    further = [row.ref for row in answers.get(timeout=30).rows]
    assert len(further) == everybody - LIMIT
    assert shown.isdisjoint(further)
    free = bench.find("", scope=scope, available_only=True)
    assert free.total == len(free.rows) == 7
    assert free.changes is not None
    # Whoever moves up stands among those of the unit itself, and whoever leaves counts no more.
    bench.apply(person("low0", "Berit Nederst 000", unit="top"), Tombstone(people[1].ref))
    found = bench.find("", scope=scope, first=5)
    assert [row.name for row in found.rows][:2] == ["Berit Nederst 000", "Åse Øverst"]
    assert found.total == everybody - 1


def test_more_people_than_a_page_in_a_unit_come_page_by_page_and_before_those_below(bench: Bench) -> None:
    scope = Ref(Kind.UNIT, "wide")
    own = [person(f"own{at}", f"Tor Bred {at:03}", unit="wide") for at in range(LIMIT + 5)]
    away = person("hid", "Tor Bred 000 Skjult", unit="wide", protection=Protection.SHIELDED)
    bench.apply(unit("wide", "Bredetaten"), unit("low", "Smalt", parent="wide"), *own, away)
    bench.apply(person("low", "Anne Under", unit="low"))
    found = bench.find("", scope=scope, first=5)
    assert found.total == len(own) + 2, "whoever may not be found is not counted"
    assert len(found.rows) == 5
    shown = [row.ref.id for row in found.rows] + [hit.ref.id for hit in found.rest]
    assert shown == [f"own{at}" for at in range(LIMIT)]
    answers: queue.Queue[More] = queue.Queue()
    refs = frozenset(Ref(Kind.PERSON, one) for one in shown)
    bench.desk.further("", 1, answers.put, available_only=False, scope=scope, shown=refs)
    further = [row.ref.id for row in answers.get(timeout=30).rows]
    assert further == [*(f"own{at}" for at in range(LIMIT, LIMIT + 5)), "low", "low"]
