"""A fill: unseen until its swap, lost without harm, and thorough about whom it no longer has."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from support.builders import TUESDAY_10, absence, outcome, person, presence, unit
from support.copies import fill, image_of, new_cache

from switchboard.cache import Cache, CacheError, FillLostError
from switchboard.domain.model import (
    Alternate,
    DirectoryObject,
    Kind,
    Message,
    Protection,
    Ref,
    Tombstone,
)

LATER = TUESDAY_10 + timedelta(minutes=1)


@pytest.fixture(params=["file", "memory"])
def cache(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cache]:
    cache = new_cache(tmp_path / "data" / "directory.db" if request.param == "file" else None)
    yield cache
    cache.close()


def _message(id: str, person_id: str) -> Message:
    return Message(id=id, text="Ring tilbake", at=TUESDAY_10, person=person_id)


def test_the_old_copy_answers_until_the_swap(cache: Cache) -> None:
    fill(cache, [person("p1", "Kari Nordmann")], state="s1")
    reader, writer = cache.reader(), cache.writer()
    writer.begin_fill("s2")
    writer.fill([person("p1", "Kari Hansen"), person("p2")])
    assert [p.name.surname for p in reader.persons()] == ["Nordmann"]
    assert (reader.state, reader.contact) == ("s1", TUESDAY_10)
    writer.swap(LATER)
    assert [p.id for p in reader.persons()] == ["p1", "p2"]
    assert reader.person("p1").name.surname == "Hansen"  # type: ignore[union-attr]
    assert (reader.state, reader.contact) == ("s2", LATER)
    # The service stays what it was when nothing new is said of it.
    assert reader.service.name == "Testby"


def test_a_second_fill_starts_over(cache: Cache) -> None:
    writer = cache.writer()
    writer.begin_fill("s1")
    writer.fill([person("p1")])
    writer.begin_fill("s2")
    assert writer.fill([person("p2"), unit("u1")]) == 2
    writer.swap(TUESDAY_10)
    reader = cache.reader()
    assert [p.id for p in reader.persons()] == ["p2"]
    assert reader.state == "s2"


def test_an_aborted_fill_leaves_everything(cache: Cache) -> None:
    fill(cache, [person("p1")], state="s1")
    writer = cache.writer()
    writer.begin_fill("s2")
    writer.fill([person("p2")])
    writer.abort_fill()
    reader = cache.reader()
    assert ([p.id for p in reader.persons()], reader.state) == (["p1"], "s1")
    for act in (lambda: writer.swap(LATER), writer.fill_counts, lambda: writer.fill([person()])):
        with pytest.raises(FillLostError):
            act()
    writer.abort_fill()


def test_whoever_began_last_owns_the_staging_area(cache: Cache) -> None:
    one, two = cache.writer(), cache.writer()
    one.begin_fill("s1")
    one.fill([person("p1")])
    two.begin_fill("s2")
    with pytest.raises(FillLostError) as caught:
        one.fill([person("p3")])
    assert caught.value.remedy is not None
    one.abort_fill()
    two.fill([person("p2")])
    two.swap(TUESDAY_10)
    assert [p.id for p in cache.reader().persons()] == ["p2"]


def test_changes_take_the_staging_area_away(cache: Cache) -> None:
    """Or somebody whom the changes remove would come back with the swap."""
    fill(cache, [person("p1"), person("p2")])
    one, two = cache.writer(), cache.writer()
    one.begin_fill("s1")
    one.fill([person("p1"), person("p2")])
    two.apply([Tombstone(Ref(Kind.PERSON, "p1"))], "s2", LATER)
    with pytest.raises(FillLostError):
        one.swap(LATER)
    assert [p.id for p in cache.reader().persons()] == ["p2"]


def test_of_two_with_the_same_id_the_later_counts(cache: Cache) -> None:
    fill(cache, [person("p1", "Kari A", unit="u1"), person("p1", "Kari B", unit="u2")])
    reader = cache.reader()
    assert reader.person("p1").name.surname == "B"  # type: ignore[union-attr]
    assert not reader.members("u1")
    assert len(reader.members("u2")) == 1


def test_counts_say_who_would_be_lost(cache: Cache) -> None:
    fill(cache, [person(f"p{n}") for n in range(10)])
    writer = cache.writer()
    writer.begin_fill("s2")
    writer.fill([person(f"p{n}") for n in range(2, 20)])
    counts = writer.fill_counts()
    assert (counts.persons_before, counts.persons_staged, counts.persons_lost) == (10, 18, 2)
    assert counts.loss == pytest.approx(0.2)


def test_the_first_fill_loses_nobody(cache: Cache) -> None:
    writer = cache.writer()
    writer.begin_fill("s1")
    writer.fill([person("p1")])
    assert writer.fill_counts().loss == 0


def test_nothing_speaks_of_people_who_are_no_longer_there(cache: Cache) -> None:
    fill(cache, [person("p1"), person("p2"), unit("u1"), unit("u2")])
    desk = cache.desk_writer()
    for ref in (Ref(Kind.PERSON, "p1"), Ref(Kind.PERSON, "p2"), Ref(Kind.UNIT, "u1"), Ref(Kind.UNIT, "u2")):
        desk.used(ref, TUESDAY_10)
        desk.add_favourite(ref, TUESDAY_10)
    desk.outbox.add(_message("m1", "p1"), TUESDAY_10)
    desk.outbox.add(_message("m2", "p2"), TUESDAY_10)
    desk.outbox.add(outcome(id="o1", unit="u1"), TUESDAY_10)
    desk.put_image("search", b"p1 and p2", cache.reader().revision)
    writer = cache.writer()
    writer.begin_fill("s2")
    writer.fill([person("p2"), unit("u2"), absence("p1"), presence("p1"), outcome(person="p1")])
    applied = writer.swap(LATER)
    assert applied.removed == {Ref(Kind.PERSON, "p1"), Ref(Kind.UNIT, "u1")}
    assert applied.unsent == 1
    reader = cache.reader()
    left = {Ref(Kind.PERSON, "p2"), Ref(Kind.UNIT, "u2")}
    assert {recent.ref for recent in reader.recents()} == left
    assert set(reader.favourites()) == left
    # What waits for a unit is the service's to refuse.
    assert [item.id for item in reader.outbox()] == ["m2", "o1"]
    assert image_of(reader) is None
    counts = reader.counts()
    assert (counts.absences, counts.presences, counts.outcomes) == (0, 0, 0)


def test_a_shielded_person_in_a_snapshot_is_left_out_and_not_spoken_of(cache: Cache) -> None:
    shielded = person("p1", protection=Protection.SHIELDED)
    items: list[DirectoryObject] = [
        person("p2", manager="p1", alternates=(Alternate(person="p1"), Alternate(person="p3"))),
        shielded,
        unit("u1", alternates=(Alternate(person="p1"),)),
        absence("p1"),
        person("p3"),
    ]
    fill(cache, items)
    reader = cache.reader()
    assert [p.id for p in reader.persons()] == ["p2", "p3"]
    p2 = reader.person("p2")
    assert p2 is not None
    assert (p2.manager, p2.alternates) == (None, (Alternate(person="p3"),))
    assert reader.unit("u1").alternates == ()  # type: ignore[union-attr]
    assert not reader.absences("p1")


def test_the_outbox_takes_things_in_while_a_fill_runs(cache: Cache) -> None:
    """The fill's transactions are short: the desk never waits for the network."""
    writer = cache.writer()
    writer.begin_fill("s1")
    written = threading.Event()
    failures: list[CacheError] = []

    def desk() -> None:
        try:
            writer = cache.desk_writer()
            writer.outbox.add(outcome(person="p1"), TUESDAY_10)
            writer.close()
        except CacheError as error:
            failures.append(error)
        written.set()

    def slow_network() -> Iterator[DirectoryObject]:
        for n in range(1500):
            yield person(f"p{n}")
        # The line stands still here, until the desk has written.
        thread = threading.Thread(target=desk)
        thread.start()
        assert written.wait(20)
        thread.join()
        yield person("p9999")

    assert writer.fill(slow_network()) == 1501
    assert not failures
    writer.swap(TUESDAY_10)
    assert cache.reader().counts().waiting == 1


def test_readers_in_other_threads_see_the_old_copy_or_the_new_one(cache: Cache) -> None:
    """Never a mixture, never an error, while copies are swapped under them."""
    fill(cache, [person(f"p{n:03}", "Kari Gammel") for n in range(300)])
    stop = threading.Event()
    seen: list[tuple[int, str]] = []
    failures: list[BaseException] = []

    def read() -> None:
        try:
            reader = cache.reader()
            while not stop.is_set():
                seen.append((reader.counts().persons, str(reader.state)))
                assert reader.person("p001") is not None
            reader.close()
        except BaseException as error:  # noqa: BLE001 - it is looked at below
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    writer = cache.writer()
    for number in range(5):
        writer.begin_fill(f"s{number}")
        writer.fill(person(f"p{n:03}", "Kari Ny") for n in range(100 if number % 2 else 300))
        writer.swap(LATER)
    stop.set()
    for thread in threads:
        thread.join()
    assert not failures
    assert {count for count, _ in seen} <= {100, 300}


def test_only_moments_with_a_zone_are_taken(cache: Cache) -> None:
    writer = cache.writer()
    with pytest.raises(ValueError, match="zone"):
        writer.touch(TUESDAY_10.replace(tzinfo=None))
    writer.touch(TUESDAY_10)
    assert (writer.contact, writer.state) == (TUESDAY_10, None)
