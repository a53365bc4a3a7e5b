"""The outbox and the agent's own use: kept in order, answered with, gone with whom they are about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from support.builders import TUESDAY_10, absence, outcome, person, unit
from support.copies import fill, image_of, new_cache

from switchboard.cache import Cache, OutgoingKind, Recent
from switchboard.cache import desk as desk_module
from switchboard.domain.model import Alternate, Kind, Message, Protection, Reason, Ref, Tombstone

P1, P2, U1 = Ref(Kind.PERSON, "p1"), Ref(Kind.PERSON, "p2"), Ref(Kind.UNIT, "u1")


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    cache = new_cache(tmp_path / "directory.db")
    fill(cache, [person("p1"), person("p2"), unit("u1")])
    yield cache
    cache.close()


def _message(**fields: str) -> Message:
    return Message(id="m1", text="Ring Ola på 23 46 12 34", at=TUESDAY_10, caller_name="Ola", **fields)


def test_everything_comes_out_as_it_went_in_and_in_order(cache: Cache) -> None:
    desk = cache.desk_writer()
    items = [outcome(id="o1", unit="u1"), _message(person="p1"), absence("p2", id="a1")]
    for item in items:
        desk.outbox.add(item, TUESDAY_10)
    desk.outbox.add_end("a1", "p2", TUESDAY_10)
    waiting = cache.writer().outbox.all()
    assert [item.item() for item in waiting] == [*items, "a1"]
    assert [item.kind for item in waiting] == [
        OutgoingKind.OUTCOME,
        OutgoingKind.MESSAGE,
        OutgoingKind.ABSENCE,
        OutgoingKind.END_ABSENCE,
    ]
    assert [item.target for item in waiting] == [U1, P1, P2, P2]
    assert all(item.created == TUESDAY_10 for item in waiting)
    assert "Ola" not in repr(waiting)


def test_the_same_thing_twice_is_sent_once(cache: Cache) -> None:
    outbox = cache.desk_writer().outbox
    outbox.add(outcome(id="o1"), TUESDAY_10)
    outbox.add(outcome(id="o1"), TUESDAY_10)
    assert outbox.waiting() == 1


def test_failures_are_counted_and_keep_the_order(cache: Cache) -> None:
    outbox = cache.desk_writer().outbox
    first = outbox.add(outcome(id="o1"), TUESDAY_10)
    outbox.add(outcome(id="o2"), TUESDAY_10)
    outbox.failed(first, "fault-500")
    outbox.failed(first, "fault-502")
    # The same thing once more is still the same thing, in the same place.
    outbox.add(outcome(id="o1"), TUESDAY_10)
    oldest = outbox.oldest()
    assert oldest is not None
    assert (oldest.id, oldest.attempts, oldest.problem) == ("o1", 2, "fault-502")
    outbox.done(oldest)
    assert outbox.oldest().id == "o2"  # type: ignore[union-attr]
    outbox.drop(outbox.oldest())  # type: ignore[arg-type]
    assert outbox.oldest() is None
    assert outbox.waiting() == 0


def test_what_waits_already_counts(cache: Cache) -> None:
    reader, desk, writer = cache.reader(), cache.desk_writer(), cache.writer()
    assert not reader.outcomes(P1)
    sent = desk.outbox.add(outcome(id="o1", person="p1"), TUESDAY_10)
    desk.outbox.add(absence("p1", id="a1"), TUESDAY_10)
    assert [o.id for o in reader.outcomes(P1)] == ["o1"]
    assert [a.id for a in reader.absences("p1")] == ["a1"]
    assert not reader.outcomes(P2)
    assert not reader.absences("p2")
    # Sent and not yet seen in the directory: it still counts, and is sent no more.
    writer.outbox.done(sent)
    assert [o.id for o in reader.outcomes(P1)] == ["o1"]
    assert [item.id for item in reader.outbox()] == ["a1"]
    assert reader.counts().waiting == 1
    # The directory has been asked since, and is right now, whatever it says.
    writer.touch(TUESDAY_10)
    assert not reader.outcomes(P1)
    assert [a.id for a in reader.absences("p1")] == ["a1"]


def test_what_the_agent_wrote_is_shown_as_the_directory_will_serve_it(cache: Cache) -> None:
    cache.desk_writer().outbox.add(absence("p1", id="a1", note="back\u202e soon\n"), TUESDAY_10)
    (waiting,) = cache.reader().absences("p1")
    assert waiting.note == "back  soon"


def test_what_the_directory_says_of_the_same_thing_counts_more(cache: Cache) -> None:
    reader, desk, writer = cache.reader(), cache.desk_writer(), cache.writer()
    desk.outbox.add(absence("p1", id="a1", note="ours"), TUESDAY_10)
    desk.outbox.add(outcome(id="o1", person="p1"), TUESDAY_10)
    writer.apply([absence("p1", id="a1", note="theirs"), outcome(id="o1", person="p1")], "s2", TUESDAY_10)
    assert [a.note for a in reader.absences("p1")] == ["theirs"]
    assert len(reader.outcomes(P1)) == 1


def test_an_absence_whose_end_waits_has_ended(cache: Cache) -> None:
    reader, desk, writer = cache.reader(), cache.desk_writer(), cache.writer()
    writer.apply([absence("p1", id="a1"), absence("p1", id="a2")], "s2", TUESDAY_10)
    desk.outbox.add_end("a1", "p1", TUESDAY_10)
    assert [a.id for a in reader.absences("p1")] == ["a2"]
    # Registered and undone before either was sent.
    desk.outbox.add(absence("p2", id="a3"), TUESDAY_10)
    desk.outbox.add_end("a3", "p2", TUESDAY_10)
    assert not reader.absences("p2")


@pytest.mark.parametrize("gone", [Tombstone(P1), person("p1", protection=Protection.SHIELDED)])
def test_with_a_person_goes_all_that_is_known_of_them(cache: Cache, gone: Tombstone) -> None:
    reader, desk, writer = cache.reader(), cache.desk_writer(), cache.writer()
    writer.apply(
        [
            person(
                "p2", "Ola Nordmann", manager="p1", alternates=(Alternate(person="p1", topic="byggesak"),)
            ),
            unit("u1", alternates=(Alternate(person="p1"), Alternate(unit="u2"))),
            absence("p1"),
            outcome(person="p1"),
        ],
        "s2",
        TUESDAY_10,
    )
    for ref in (P1, P2):
        desk.used(ref, TUESDAY_10)
        desk.add_favourite(ref, TUESDAY_10)
    desk.outbox.add(_message(person="p1"), TUESDAY_10)
    desk.outbox.done(desk.outbox.add(outcome(id="o1", person="p1"), TUESDAY_10))
    desk.outbox.add(outcome(id="o2", person="p2"), TUESDAY_10)
    assert desk.put_image("search", b"Kari", reader.revision)
    before = reader.revision
    applied = writer.apply([gone], "s3", TUESDAY_10)
    assert applied.removed == {P1}
    assert applied.changed == {P1, P2, U1}
    assert applied.unsent == 1
    assert reader.person("p1") is None
    assert not reader.absences("p1")
    assert not reader.outcomes(P1)
    assert [recent.ref for recent in reader.recents()] == [P2]
    assert reader.favourites() == (P2,)
    assert [item.id for item in reader.outbox()] == ["o2"]
    assert image_of(reader) is None
    p2 = reader.person("p2")
    assert p2 is not None
    assert (p2.manager, p2.alternates) == (None, ())
    assert reader.unit("u1").alternates == (Alternate(unit="u2"),)  # type: ignore[union-attr]
    # An image built before that, and finished after it, knows the person and is not taken.
    assert not desk.put_image("search", b"Kari", before)
    assert desk.put_image("search", b"", reader.revision)
    # The same page again does no harm.
    assert writer.apply([gone], "s3", TUESDAY_10).unsent == 0


def test_recents_are_the_latest_first_counted_and_bounded(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "MOST_RECENTS", 2)
    desk, reader = cache.desk_writer(), cache.reader()
    later = TUESDAY_10 + timedelta(milliseconds=3)
    desk.used(P1, TUESDAY_10)
    desk.used(P2, later)
    assert [recent.ref for recent in reader.recents()] == [P2, P1]
    desk.used(P1, later + timedelta(milliseconds=1))
    assert reader.recents() == (
        Recent(P1, later + timedelta(milliseconds=1), 2),
        Recent(P2, later, 1),
    )
    assert [recent.ref for recent in reader.recents(1)] == [P1]
    desk.used(U1, TUESDAY_10 + timedelta(hours=1))
    assert [recent.ref for recent in reader.recents()] == [U1, P1]
    desk.forget_use()
    assert reader.recents() == ()


def test_errands_are_counted_bounded_and_forgotten_with_the_rest(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "MOST_ERRANDS", 2)
    desk, reader = cache.desk_writer(), cache.reader()
    for word in ("tolk", "boss", "tolk", "a third", "boss", "boss"):
        desk.unmet(word)
    assert reader.errands() == (("boss", 3), ("tolk", 2))
    desk.add_favourite(P1, TUESDAY_10)
    desk.forget_use()
    assert reader.errands() == ()
    assert reader.favourites() == (P1,)


def test_what_was_overridden_is_counted_by_unit_and_never_by_person(cache: Cache) -> None:
    fill(cache, [person("p1", unit="u"), person("p2", unit="u"), person("p3"), unit("u")])
    desk, reader = cache.desk_writer(), cache.reader()
    for who in ("p1", "p2", "p3", "nobody"):
        desk.overrode(Ref(Kind.PERSON, who), Reason.WRONG)
    desk.overrode(Ref(Kind.UNIT, "u"), Reason.URGENT)
    desk.overrode(Ref(Kind.UNIT, "gone"), Reason.URGENT)
    assert reader.overridden() == (("u", Reason.WRONG, 2), ("u", Reason.URGENT, 1))
    desk.forget_use()
    assert reader.overridden() == ()


def test_favourites_keep_their_order(cache: Cache) -> None:
    desk, reader = cache.desk_writer(), cache.reader()
    desk.add_favourite(P2, TUESDAY_10)
    desk.add_favourite(P1, TUESDAY_10 + timedelta(seconds=1))
    desk.add_favourite(P2, TUESDAY_10 + timedelta(seconds=2))
    assert reader.favourites() == (P2, P1)
    desk.remove_favourite(P2)
    assert reader.favourites() == (P1,)


def test_nobody_becomes_recent_or_favourite_who_is_gone(cache: Cache) -> None:
    """The agent may still have had their card open."""
    desk, reader = cache.desk_writer(), cache.reader()
    cache.writer().apply([Tombstone(P1)], "s2", TUESDAY_10)
    desk.used(P1, TUESDAY_10)
    desk.add_favourite(P1, TUESDAY_10)
    assert reader.recents() == ()
    assert reader.favourites() == ()


def test_images_are_kept_and_thrown_away(cache: Cache) -> None:
    desk, reader = cache.desk_writer(), cache.reader()
    data = bytes(range(256)) * 5000
    assert desk.put_image("search", data, reader.revision)
    assert image_of(reader) == (data, reader.revision)
    desk.drop_image("search")
    assert image_of(reader) is None


def test_moments_without_a_zone_are_a_bug(cache: Cache) -> None:
    desk = cache.desk_writer()
    naive = TUESDAY_10.replace(tzinfo=None)
    for act in (
        lambda: desk.outbox.add(outcome(), naive),
        lambda: desk.used(P1, naive),
        lambda: desk.add_favourite(P1, naive),
    ):
        with pytest.raises(ValueError, match="zone"):
            act()
