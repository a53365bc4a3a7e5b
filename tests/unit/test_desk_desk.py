"""The desk without a window: questions, answers, changes, and what must be durable."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.builders import TUESDAY_10, absence, person, unit
from support.town import copy_of, town

from switchboard.cache import Cache
from switchboard.cache.reader import CacheReader
from switchboard.cache.records import Recent
from switchboard.desk import desk
from switchboard.desk.catalogue import Catalogue
from switchboard.desk.desk import FIRST, LIMIT, Desk
from switchboard.desk.finder import worn
from switchboard.desk.hearing import Hearing, hearing_of
from switchboard.desk.journal import UNDO_SECONDS
from switchboard.desk.replies import CardAnswer, Found, More, Rows, Told
from switchboard.desk.rows import RowMaker
from switchboard.domain.availability import Status
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import AbsenceKind, DirectoryObject, Kind, Ref, Result, Service, Tombstone
from switchboard.profile import Profile, Settings
from switchboard.search.index import Index
from switchboard.search.results import Hit
from switchboard.search.vocabulary import Vocabulary


class Watcher:
    def __init__(self) -> None:
        self.events: queue.Queue[tuple[Any, ...]] = queue.Queue()

    def on_ready(self, service: Service) -> None:
        self.events.put(("ready", service.name))

    def on_changed(self, refs: frozenset[Ref], everything: bool) -> None:
        self.events.put(("changed", refs, everything))

    def on_tried(self, rows: Any) -> None:
        self.events.put(("tried", rows))

    def on_sent_later(self) -> None:
        self.events.put(("sent later",))

    def on_problem(self, error: ExpectedError) -> None:
        self.events.put(("problem", error))

    def wait(self, *kinds: str) -> tuple[Any, ...]:
        """Wait until one event of each kind has come, in any order; return the last of them."""
        awaited = set(kinds)
        while awaited:
            event = self.events.get(timeout=30)
            awaited.discard(event[0])
        return event


class Bench:
    def __init__(self, objects: list[DirectoryObject], hearing: Hearing | None = None) -> None:
        self.now = TUESDAY_10
        self.cache: Cache = copy_of(objects)
        self.watcher = Watcher()
        self.desk = Desk(self.cache, self.watcher, now=lambda: self.now, hearing=hearing)

    def start(self) -> None:
        self.desk.start()
        # Callers' words come after the index, and are a change.
        self.watcher.wait("ready", "changed")
        assert self.desk.idle(10)

    def stop(self) -> None:
        self.desk.stop()
        self.cache.close()

    def ask(self, question: Any, *arguments: Any, **options: Any) -> Any:
        answers: queue.Queue[Any] = queue.Queue()
        question(*arguments, answers.put, **options)
        return answers.get(timeout=30)

    def names(self, query: str, **options: Any) -> list[str]:
        found: Found = self.ask(self.desk.find, query, 1, **options)
        return [row.name for row in found.rows]

    def apply(self, *items: DirectoryObject | Tombstone, told: bool = True) -> None:
        writer = self.cache.writer()
        applied = writer.apply(items, "s2", self.now)
        writer.close()
        self.desk.changed(applied.changed | applied.removed, False)
        if told:
            self.watcher.wait("changed")


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench(town())
    made.start()
    yield made
    made.desk.stop()
    made.cache.close()


def ref(ident: str) -> Ref:
    return Ref(Kind.PERSON, ident)


def test_in_idle_moments_the_index_is_warmed(monkeypatch: pytest.MonkeyPatch) -> None:
    warmed = threading.Event()

    def warming(index: Index) -> Iterator[None]:
        yield
        warmed.set()

    monkeypatch.setattr(Index, "warming", warming)
    made = Bench(town())
    made.start()
    assert warmed.wait(10)
    assert made.names("kristian hansen")[0] == "Kristian Hansen"
    made.desk.stop()
    made.cache.close()


def test_in_idle_moments_the_first_rows_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = threading.Semaphore(0)
    make = RowMaker.make

    def spy(maker: RowMaker, *arguments: Any) -> Any:
        row = make(maker, *arguments)
        if row is not None:
            tried.release()
        return row

    monkeypatch.setattr(RowMaker, "make", spy)
    made = Bench(town())
    made.start()
    assert tried.acquire(timeout=10)
    assert tried.acquire(timeout=10)
    assert made.watcher.wait("tried")[1], "and are told, to be put into words"
    made.desk.stop()
    made.cache.close()


def test_in_idle_moments_everybody_is_learned_and_again_when_somebody_has_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    learned = threading.Semaphore(0)
    learn = CacheReader.learn

    def spy(reader: CacheReader) -> Iterator[None]:
        yield from learn(reader)
        learned.release()

    monkeypatch.setattr(CacheReader, "learn", spy)
    made = Bench(town())
    made.start()
    assert learned.acquire(timeout=10)
    assert "Ola Hansen" in made.names("ola hansen")
    made.apply(Tombstone(ref("ola")))
    assert "Ola Hansen" not in made.names("ola hansen")
    assert learned.acquire(timeout=10)
    made.apply(person("ny", "Ola Hansen", unit="bygg"))
    assert "Ola Hansen" in made.names("ola hansen")
    assert not learned.acquire(blocking=False), "whoever comes is taken in without the others"
    made.stop()


def test_before_the_index_is_there_a_search_says_so() -> None:
    made = Bench(town())
    found: Found = made.ask(made.desk.find, "hansen", 7)
    assert (found.generation, found.ready, found.rows) == (7, False, ())
    made.desk.stop()
    made.cache.close()


def test_before_the_index_is_there_a_units_own_people_are_listed() -> None:
    made = Bench(town())
    scope = Ref(Kind.UNIT, "pbe")
    found: Found = made.ask(made.desk.find, "", 7, scope=scope, first=1)
    before = [row.name for row in found.rows]
    assert not found.ready
    assert len(before) > 1
    assert found.total == len(before)
    made.start()
    assert made.names("", scope=scope)[: len(before)] == before
    made.stop()


def test_a_search_finds_and_a_card_says_the_rest(bench: Bench) -> None:
    assert bench.names("kristian hansen")[0] == "Kristian Hansen"
    answer: CardAnswer = bench.ask(bench.desk.card, ref("kristian"), 3)
    assert answer.card is not None
    assert answer.card.availability is not None
    assert (answer.generation, answer.card.availability.status) == (3, Status.AWAY)
    assert bench.ask(bench.desk.card, ref("nobody"), 4).card is None


def test_a_screen_full_first_and_the_rest_on_request() -> None:
    made = Bench([person(f"p{i:03}", f"Kari Olsen{chr(97 + i % 26)}{chr(97 + i // 26)}") for i in range(70)])
    made.start()
    found: Found = made.ask(made.desk.find, "kari", 1)
    assert (len(found.rows), len(found.rest), found.total) == (FIRST, LIMIT - FIRST, 70)
    more: More = made.ask(made.desk.more, found.rest, 1)
    assert len({row.ref for row in (*found.rows, *more.rows)}) == LIMIT
    whole: Found = made.ask(made.desk.find, "kari", 2, first=LIMIT)
    assert [row.ref for row in whole.rows] == [row.ref for row in (*found.rows, *more.rows)]
    made.desk.stop()
    made.cache.close()


def _again(bench: Bench, generation: int, shown: list[str], keep: str | None = None) -> list[Found]:
    answers: list[Found] = []
    kept = None if keep is None else ref(keep)
    bench.desk.again(generation, tuple(map(ref, shown)), kept, answers.append)
    assert bench.desk.idle(30)
    return answers


def test_a_standing_question_is_answered_again_only_if_others_are_found(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    search = Index.search

    def spy(index: Index, query: str, **options: Any) -> Any:
        searched.append(query)
        return search(index, query, **options)

    monkeypatch.setattr(Index, "search", spy)
    found: Found = bench.ask(bench.desk.find, "zach", 5)
    assert found.rows == ()
    bench.apply(absence("ola", TUESDAY_10, end=TUESDAY_10 + timedelta(hours=1), id="new"))
    assert _again(bench, 5, []) == []
    assert searched == ["zach"], "what somebody does is nothing to search for"
    bench.apply(person("new", "Zacharias Fjellstrøm", unit="pbe"))
    assert _again(bench, 4, []) == [], "there is a newer question"
    [answer] = _again(bench, 5, [])
    assert ([row.ref for row in answer.rows], answer.total, answer.generation) == ([ref("new")], 1, 5)
    bench.apply(person("else", "Birger Vestli", unit="pbe"))
    assert _again(bench, 5, ["new"]) == [], "the same is found as before"
    bench.apply(person("new", "Birger Vestli", unit="pbe"))
    [answer] = _again(bench, 5, ["new"])
    assert answer.rows == ()


def test_of_two_who_come_one_is_kept_at_their_place(bench: Bench) -> None:
    bench.apply(person("one", "Zacharias Aas", unit="pbe"), person("two", "Zacharias Berg", unit="pbe"))
    assert bench.names("zacharias") == ["Zacharias Aas", "Zacharias Berg"]
    bench.apply(person("one", "Birger Vestli", unit="pbe"))
    [answer] = _again(bench, 1, ["one", "two"], keep="one")
    assert [row.name for row in answer.rows] == ["Birger Vestli", "Zacharias Berg"]
    bench.apply(Tombstone(ref("one")))
    [answer] = _again(bench, 1, ["one", "two"], keep="one")
    assert [row.name for row in answer.rows] == ["Zacharias Berg"]


def test_a_change_is_seen_by_the_next_question(bench: Bench) -> None:
    assert "Ola Hansen" in bench.names("hansen", available_only=True)
    hour = timedelta(hours=1)
    bench.apply(absence("ola", TUESDAY_10 - hour, end=TUESDAY_10 + hour, kind=AbsenceKind.MEETING, id="new"))
    assert "Ola Hansen" not in bench.names("hansen", available_only=True)
    bench.apply(person("new", "Zacharias Fjellstrøm"))
    assert bench.names("zach") == ["Zacharias Fjellstrøm"]
    bench.apply(Tombstone(ref("new")))
    assert bench.names("zach") == []
    rows: Rows = bench.ask(bench.desk.rows, [Hit(ref("new"), ()), Hit(ref("ola"), ())])
    assert rows.gone == (ref("new"),)
    assert [row.ref for row in rows.rows] == [ref("ola")]


def test_a_change_while_the_index_is_made_is_not_lost(bench: Bench) -> None:
    bench.desk.changed(frozenset(), True)
    bench.watcher.wait("changed")
    bench.apply(person("late", "Zenobia Late"), Tombstone(ref("anne")), told=False)
    # A question goes before a change that still waits, so both must have been heard of: in either order.
    bench.watcher.wait("ready", "changed")
    assert bench.names("zenobia") == ["Zenobia Late"]
    assert "Anne Lie" not in bench.names("anne lie")


def test_a_row_that_is_kept_turns_when_its_time_comes(bench: Bench) -> None:
    assert bench.names("ola hansen", available_only=True) == ["Ola Hansen"]
    bench.now = TUESDAY_10 + timedelta(hours=2, seconds=1)
    writer = bench.cache.writer()
    writer.touch(bench.now)
    writer.close()
    assert bench.names("ola hansen", available_only=True) == [], "lunch has begun"


def test_an_outcome_is_durable_before_it_is_told_and_counts_at_once(bench: Bench) -> None:
    for _ in range(2):
        bench.desk.journal.outcome(ref("anne"), Result.NO_ANSWER)
        bench.watcher.wait("sent later", "changed")
    reader = bench.cache.reader()
    assert len(reader.outbox()) == 2
    assert bench.ask(bench.desk.card, ref("anne"), 1).card.availability.status is Status.DOUBTFUL


def test_an_outcome_can_be_taken_back_for_some_seconds(bench: Bench) -> None:
    told: queue.Queue[Told] = queue.Queue()
    for _ in range(2):
        bench.desk.journal.outcome(ref("anne"), Result.NO_ANSWER, told.put)
    first, second = (told.get(timeout=30) for _ in range(2))
    assert not first.withdrawn
    bench.desk.journal.take_back(second.outcome, told.put)
    assert told.get(timeout=30) == Told(second.outcome, withdrawn=True)
    assert [item.id for item in bench.cache.reader().outbox()] == [first.outcome.id]
    assert bench.ask(bench.desk.card, ref("anne"), 1).card.availability.status is Status.AVAILABLE
    bench.now += timedelta(seconds=UNDO_SECONDS + 2)
    bench.desk.journal.take_back(first.outcome, told.put)
    assert told.get(timeout=30) == Told(first.outcome, too_late=True)
    assert len(bench.cache.reader().outbox()) == 1


def test_what_was_said_last_survives_an_immediate_stop() -> None:
    made = Bench(town())
    made.start()
    made.desk.journal.outcome(ref("anne"), Result.REACHED)
    made.desk.journal.message(
        ref("ola"), "Ring!", caller_name="Kari", caller_number="22334455", call_back=True, urgent=False
    )
    made.desk.stop()
    assert [item.target for item in made.cache.reader().outbox()] == [ref("anne"), ref("ola")]
    made.cache.close()


def test_use_and_favourites_fill_the_empty_box(bench: Bench) -> None:
    bench.desk.journal.used(ref("per"))
    bench.desk.journal.favourite(ref("ola"))
    bench.watcher.wait("changed")
    assert bench.names("") == ["Ola Hansen", "Per Hansen"]
    bench.desk.journal.favourite(ref("ola"))
    bench.watcher.wait("changed")
    assert bench.names("") == ["Per Hansen"]


def test_of_equal_hits_whom_the_agent_works_with_comes_first(bench: Bench) -> None:
    before = bench.names("hansen")
    bench.desk.journal.used(ref("per"))
    assert bench.desk.idle(10)
    learned = bench.names("hansen")
    assert learned.index("Per Hansen") < before.index("Per Hansen")
    bench.now += timedelta(days=400)
    assert bench.names("hansen") == learned, "time alone changes nothing"
    bench.desk.rank_by_use(False)
    assert bench.names("hansen") == before
    bench.desk.rank_by_use(True)
    assert bench.names("hansen") == learned
    forgotten = threading.Event()
    bench.desk.journal.forget_use(forgotten.set)
    assert forgotten.wait(10)
    assert bench.names("hansen") == before
    assert bench.names("") == []


def test_use_wears_off_against_the_latest_call() -> None:
    day = timedelta(days=1)
    often, lately, once = ref("a"), ref("b"), ref("c")
    known = worn(
        [
            Recent(lately, TUESDAY_10, 3),
            Recent(often, TUESDAY_10 - 60 * day, 8),
            Recent(once, TUESDAY_10 - 600 * day, 1),
        ]
    )
    assert known[lately] == 1.0
    assert known[often] == pytest.approx(2 / 3)
    assert 0 < known[once] < 0.001
    assert worn([]) == {}


def test_errands_that_found_nobody_are_counted_and_names_never(bench: Bench) -> None:
    for query in (
        "Trefelling ",
        "trefelling",
        "Zebulon Fjas",
        "trefelling hos zebulon",
        "23461234",
        "",
        "boss",
    ):
        bench.desk.unmet(query)
    assert bench.desk.idle(10)
    assert bench.cache.reader().errands() == (("Trefelling", 2), ("boss", 1))


def test_a_word_that_is_a_given_name_as_well_is_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "words.rdf"
    path.write_text(SKOS.replace("grillhytte", "Astrid"), "utf-8")
    made = Bench(town(), Hearing(vocabulary=path))
    made.start()
    made.desk.unmet("astrid")
    assert made.desk.idle(10)
    assert made.cache.reader().errands() == ()
    made.stop()


def test_whoever_hears_of_a_new_favourite_is_answered_with_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bench.names("") == []
    answers: queue.Queue[Found] = queue.Queue()
    entered, let_go = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        entered.set()
        assert let_go.wait(30)

    def ask(refs: frozenset[Ref], everything: bool) -> None:
        bench.desk.find("", 1, answers.put)

    monkeypatch.setattr(bench.watcher, "on_changed", ask)
    bench.desk.caller("1", 1, hold)
    assert entered.wait(30)
    bench.desk.journal.favourite(ref("ola"))
    assert bench.desk.journal.idle(30)
    let_go.set()
    assert [row.name for row in answers.get(timeout=30).rows] == ["Ola Hansen"]


def test_a_scope_keeps_to_a_unit_and_what_lies_below(bench: Bench) -> None:
    scope = Ref(Kind.UNIT, "pbe")
    assert set(bench.names("", scope=scope)) >= {"Ola Hansen", "Byggesak"}
    assert "Kristian Hansen" in bench.names("hansen", scope=scope)
    assert "Kristine Hansen" not in bench.names("hansen", scope=scope)


def test_a_units_own_people_stand_by_name_and_then_its_units(bench: Bench) -> None:
    bench.apply(
        person("z", "Anders Zachariassen", unit="pbe"),
        person("a", "Åse Ås", unit="pbe"),
        unit("x", "Avdeling for brann", parent="pbe"),
    )
    names = bench.names("", scope=Ref(Kind.UNIT, "pbe"))
    below = names.index("Byggesak") + 1
    assert "Kristian Hansen" in names[below:], "whoever is below those units comes after them"
    names = names[:below]
    assert names[0] == "Anders Zachariassen"
    assert [name.split("-")[0] for name in names[-4:-2]] == ["Wilhelmina", "Åse Ås"]
    assert names[-2:] == ["Avdeling for brann", "Byggesak"]


def test_the_callers_number_finds_its_owner_and_masked_ones_nobody(bench: Bench) -> None:
    found: Found = bench.ask(bench.desk.caller, "+4723461239", 1)
    assert [row.name for row in found.rows] == ["Ola Hansen"]
    assert bench.ask(bench.desk.caller, "+4799887766", 2).rows == ()


SKOS = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept>
<skos:prefLabel>Byggesak</skos:prefLabel><skos:altLabel>grillhytte</skos:altLabel>
</skos:Concept></rdf:RDF>"""


def test_callers_words_lead_to_a_topic(bench: Bench) -> None:
    found: Found = bench.ask(bench.desk.find, "søke om å bygge", 1)
    assert [(topic.said, topic.label, topic.whole) for topic in found.topics] == [
        ("søke om å bygge", "Byggesak", True)
    ]
    assert found.rows[0].name == "Byggesak"
    inside = bench.ask(bench.desk.find, "søke om å bygge", 2, available_only=True)
    assert inside.topics == found.topics


def test_words_that_come_late_answer_the_standing_question(monkeypatch: pytest.MonkeyPatch) -> None:
    come = threading.Event()
    read = Catalogue.read_words

    def late(catalogue: Catalogue) -> Vocabulary:
        assert come.wait(30)
        return read(catalogue)

    monkeypatch.setattr(Catalogue, "read_words", late)
    made = Bench(town())
    made.desk.start()
    made.watcher.wait("ready")
    query = "søke om å bygge"
    before: Found = made.ask(made.desk.find, query, 1, first=LIMIT)
    assert before.topics == ()
    come.set()
    assert made.watcher.wait("changed") == ("changed", frozenset(), False)
    answer = made.ask(made.desk.again, 1, tuple(row.ref for row in before.rows), None)
    assert [topic.label for topic in answer.topics] == ["Byggesak"]
    made.stop()


def test_the_municipalitys_own_words_add_to_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "words.rdf"
    path.write_text(SKOS, "utf-8")
    made = Bench(town(), Hearing(vocabulary=path))
    made.start()
    for query in ("grillhytte", "bygge hytte"):
        assert made.names(query)[:1] == ["Byggesak"], query
    made.desk.changed(frozenset(), True)
    made.watcher.wait("changed", "ready")
    assert made.names("grillhytte")[:1] == ["Byggesak"], "a new index knows them, too"
    made.stop()


def test_names_of_the_municipalitys_own_sound_alike(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("# ours\nzenobia\tqvisling\n", "utf-8")
    made = Bench([*town(), person("z", "Zenobia Moe")], Hearing(given_names=path))
    made.start()
    assert made.names("qvisling moe") == ["Zenobia Moe"]
    writer = made.cache.desk_writer()
    revision = made.cache.reader().revision
    other = Index.build([person("x", "Somebody Else")], [])
    assert writer.put_image("search", other.image(), revision)
    writer.close()
    made.desk.stop()
    again = Desk(made.cache, made.watcher, now=lambda: made.now, hearing=Hearing(given_names=path))
    again.start()
    made.watcher.wait("ready")
    made.desk = again
    assert made.names("qvisling moe") == ["Zenobia Moe"], "an image made with other names is not used"
    made.stop()


@pytest.mark.parametrize("given", ["folder", "pipe", "none", "a\0b", "~nobody-of-this-name/x", "x" * 300])
def test_no_path_keeps_the_search_from_coming_up(given: str, tmp_path: Path) -> None:
    here = Profile("test", tmp_path, tmp_path, tmp_path)
    (tmp_path / "folder").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    made = Bench(town(), hearing_of(Settings(vocabulary=given, given_names=given), here))
    made.desk.start()
    made.watcher.wait("problem")
    made.watcher.wait("problem")
    assert made.desk.idle(10)
    assert made.names("kristian hansen")[0] == "Kristian Hansen"
    made.stop()


def test_where_the_settings_look_for_files(tmp_path: Path) -> None:
    here = Profile("test", tmp_path, tmp_path, tmp_path)
    assert hearing_of(Settings(), here) == hearing_of(Settings(vocabulary=" "), here) == Hearing()
    assert hearing_of(Settings(vocabulary=" a/b.rdf"), here).vocabulary == tmp_path / "a" / "b.rdf"
    assert hearing_of(Settings(given_names="~/b.tsv"), here).given_names == Path.home() / "b.tsv"
    assert hearing_of(Settings(vocabulary=str(tmp_path / "c")), here).vocabulary == tmp_path / "c"


def test_files_that_cannot_be_used_are_a_sentence_and_the_search_goes_on(tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_text("alone\n", "utf-8")
    made = Bench(town(), Hearing(tmp_path / "none.rdf", tmp_path / "bad.tsv"))
    made.desk.start()
    problems = {str(made.watcher.wait("problem")[1]) for _ in range(2)}
    assert problems == {
        "The vocabulary {file} cannot be read: {reason}.",
        "Line {number} of {file} is no group of names.",
    }
    assert made.desk.idle(10)
    assert made.names("kristian hansen")[0] == "Kristian Hansen"
    assert made.names("bygge hytte")[:1] == ["Byggesak"]
    made.stop()


def test_a_card_gives_way_to_a_newer_search(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow(ref: Ref, view: Any, *_: Any, **__: Any) -> None:
        begun.set()
        assert go.wait(30)
        view.person(ref.id)

    monkeypatch.setattr("switchboard.desk.cards.make_card", slow)
    answers: queue.Queue[Any] = queue.Queue()
    bench.desk.card(ref("kari"), 1, answers.put)
    assert begun.wait(30)
    bench.desk.find("kristian", 2, answers.put)
    go.set()
    assert isinstance(answers.get(timeout=30), Found)
    assert bench.desk.idle(30)
    assert answers.empty()
    monkeypatch.undo()
    found: Found = bench.ask(bench.desk.find, "kristian", 3)
    card: CardAnswer = bench.ask(bench.desk.card, found.rows[0].ref, 3)
    assert card.card is not None


def test_a_search_gives_way_to_a_newer_one_but_not_twice(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: queue.Queue[str] = queue.Queue()
    searching, go_on = queue.Queue[str](), threading.Semaphore(0)
    search = Catalogue.search

    def slowly(self: Catalogue, query: str, *args: Any) -> Any:
        searching.put(query)
        assert go_on.acquire(timeout=30)
        return search(self, query, *args)

    monkeypatch.setattr(Catalogue, "search", slowly)
    for generation, query in enumerate(("k", "ka", "kar", "kari")):
        bench.desk.find(query, generation, lambda found: answered.put(found.query))
        if generation:
            go_on.release()
        assert searching.get(timeout=30) == query
    go_on.release()
    assert bench.desk.idle(30)
    assert [answered.get(timeout=30) for _ in range(2)] == ["ka", "kari"]
    assert answered.empty()


def test_what_is_typed_before_the_first_answer_is_searched_once(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    answers: queue.Queue[Found] = queue.Queue()
    search = Catalogue.search

    def noting(self: Catalogue, query: str, *args: Any) -> Any:
        searched.append(query)
        return search(self, query, *args)

    def have_a_turn(_: float) -> None:
        monkeypatch.setattr(desk, "time", time)
        bench.desk.find("kari", 2, answers.put)

    monkeypatch.setattr(Catalogue, "search", noting)
    monkeypatch.setattr(desk, "time", SimpleNamespace(sleep=have_a_turn))
    bench.desk.find("k", 1, answers.put)
    assert answers.get(timeout=30).query == "kari"
    assert searched == ["kari"]
