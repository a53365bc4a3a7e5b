"""Taking an absence back: never sent, sent, or caught half-way; in the end the directory does not have it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.builders import TUESDAY_10, absence, outcome, person
from support.copies import fill, new_cache

from switchboard.cache import Cache, Outbox, OutgoingKind
from switchboard.domain.model import Kind, Ref, Tombstone


@pytest.fixture
def cache() -> Iterator[Cache]:
    cache = new_cache(None)
    fill(cache, [person("p1"), person("p2")])
    yield cache
    cache.close()


@pytest.fixture
def desk(cache: Cache) -> Outbox:
    outbox = cache.desk_writer().outbox
    outbox.add(absence("p1", id="a1"), TUESDAY_10)
    return outbox


@pytest.fixture
def sync(cache: Cache) -> Outbox:
    return cache.writer().outbox


def waiting(outbox: Outbox) -> list[tuple[OutgoingKind, str]]:
    return [(item.kind, item.id) for item in outbox.all()]


END = [(OutgoingKind.END_ABSENCE, "a1")]


def test_what_never_left_the_outbox_is_taken_out(cache: Cache, desk: Outbox) -> None:
    assert [a.id for a in cache.reader().absences("p1")] == ["a1"]
    desk.withdraw("a1", "p1", TUESDAY_10)
    assert waiting(desk) == []
    assert cache.reader().absences("p1") == ()


def test_what_was_sent_is_ended(cache: Cache, desk: Outbox, sync: Outbox) -> None:
    sync.done(sync.all()[0])
    desk.withdraw("a1", "p1", TUESDAY_10)
    assert waiting(desk) == END
    assert cache.reader().absences("p1") == ()


def test_an_outcome_can_be_taken_back_while_nobody_has_tried_to_send_it(cache: Cache) -> None:
    pen = cache.desk_writer().outbox
    for number in range(4):
        pen.add(outcome(id=f"o{number}", person="p1"), TUESDAY_10)
    tried, broken, sent, _ = pen.all()
    pen.failed(tried, "fault-500")
    pen.unsure(broken)
    pen.done(sent)
    assert [pen.take_back(f"o{number}") for number in range(4)] == [False, False, False, True]
    assert [item.id for item in pen.all()] == ["o0", "o1"]
    assert not pen.take_back("a1"), "an absence is withdrawn, not taken back"


def test_what_the_directory_serves_already_is_ended(cache: Cache, desk: Outbox, sync: Outbox) -> None:
    sync.done(sync.all()[0])
    writer = cache.writer()
    writer.apply([absence("p1", id="a1")], "s2", TUESDAY_10)
    desk.withdraw("a1", "p1", TUESDAY_10)
    assert waiting(desk) == END
    assert cache.reader().absences("p1") == ()


def test_a_line_that_broke_may_have_delivered_it(desk: Outbox, sync: Outbox) -> None:
    sync.unsure(sync.all()[0])
    assert waiting(desk) == [(OutgoingKind.ABSENCE, "a1")]
    desk.withdraw("a1", "p1", TUESDAY_10)
    assert waiting(desk) == END


@pytest.mark.parametrize("end", ["done", "unsure", "failed"])
def test_withdrawn_while_it_is_under_way(desk: Outbox, sync: Outbox, end: str) -> None:
    item = sync.all()[0]
    desk.withdraw("a1", "p1", TUESDAY_10)
    assert waiting(desk) == []
    sync.failed(item, "fault-500") if end == "failed" else getattr(sync, end)(item)
    assert waiting(desk) == END
    assert sync.all()[0].target == Ref(Kind.PERSON, "p1")


def test_nothing_about_somebody_who_is_gone_comes_back(cache: Cache, desk: Outbox, sync: Outbox) -> None:
    item = sync.all()[0]
    cache.writer().apply([Tombstone(Ref(Kind.PERSON, "p1"))], "s2", TUESDAY_10)
    sync.done(item)
    assert waiting(desk) == []


def test_other_things_keep_waiting(desk: Outbox, sync: Outbox) -> None:
    desk.add(absence("p2", id="a2"), TUESDAY_10)
    desk.withdraw("a1", "p1", TUESDAY_10)
    assert waiting(desk) == [(OutgoingKind.ABSENCE, "a2")]
