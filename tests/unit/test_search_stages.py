"""That nobody has the words before the last is told without the last one, and never wrongly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from support.builders import person, unit

from switchboard.search.bits import NOBODY
from switchboard.search.builder import build
from switchboard.search.fit import called_so, is_called
from switchboard.search.matching import Matcher
from switchboard.search.query import Fragment, parse
from switchboard.search.records import entry_of_person, entry_of_unit
from switchboard.search.sounds import Ear
from switchboard.search.stages import Stages
from switchboard.search.store import Store
from switchboard.search.vocabulary import Vocabulary

SAID = (
    "kari", "kair", "karri", "anne", "lise", "annelise", "anelise", "hansen", "hanson", "lund", "byggesak",
    "bygesak", "bygg", "sak", "vann", "avløp", "og", "xyzzyq", "304", "å",
)  # fmt: skip


def some_store() -> Store:
    people = [
        person("kari", "Kari Hansen", unit="b", keywords=("bruksendring",)),
        person("anne", "Anne Lise Lund", unit="b"),
        person("lise", "Annelise Hanssen", unit="v", keywords=("byggesak og vann",)),
        person("k", "Karri Å Lunde", unit="v"),
    ]
    entries = [entry_of_unit(unit("b", "Byggesak")), entry_of_unit(unit("v", "Vann og avløp"))]
    entries += [entry for some in people if (entry := entry_of_person(some)) is not None]
    return build(entries, Ear.standard())


def spelled(text: str) -> tuple[Fragment, ...]:
    fragments = parse(text)
    assert fragments
    return fragments


STORE = some_store()
STAGES = Stages(Matcher(STORE, "NO"), STORE)


@given(st.lists(st.sampled_from(SAID), min_size=2, max_size=5), st.sampled_from(SAID))
def test_who_is_apart_without_the_last_word_is_apart_with_it(before: list[str], last: str) -> None:
    fragments = spelled(" ".join([*before, last]))
    near = STAGES.near(fragments)
    apart = STAGES.apart(fragments, near)
    far = STAGES.far(fragments, STAGES.wide(fragments, near))
    people = STORE.live
    for some in far[:-1]:
        people = people & some.union
    assert apart == (len(fragments) > 2 and not people)
    assert not (apart and STAGES.everybody("far", far))


@given(st.lists(st.sampled_from(SAID), min_size=1, max_size=4), st.sampled_from(SAID))
def test_what_is_made_ahead_is_what_the_next_keystroke_needs(before: list[str], last: str) -> None:
    fragments = spelled(" ".join([*before, last]))
    ready, late = Stages(Matcher(STORE, "NO"), STORE), Stages(Matcher(STORE, "NO"), STORE)
    for typed in range(len(fragments)):
        ready.ahead(ready.same(fragments[:typed]))
    assert set(fragments[:-1]) == set(ready._wide) == set(ready._far)

    def told(stages: Stages) -> list[list[tuple[int, str, list[int]]]]:
        known = stages.same(fragments)
        near = stages.near(known)
        far = stages.far(known, stages.wide(known, near))
        return [[(level.cost, level.how.value, [*level.bits]) for level in some.levels] for some in far]

    assert told(ready) == told(late)
    # Asked again, it is the same, not made anew.
    assert all(a is b for a, b in zip(ready.near(fragments), ready.near(fragments), strict=True))


@given(st.lists(st.sampled_from(SAID), min_size=1, max_size=3), st.integers(0, 120))
def test_whether_anybody_is_called_so_is_told_as_who_is(said: list[str], most: int) -> None:
    fragments = spelled(" ".join(said))
    near = STAGES.near(fragments)
    for levels in (near, STAGES.far(fragments, STAGES.wide(fragments, near))):
        for people in (STORE.live, STORE.unit_bits, STORE.live - STORE.unit_bits, NOBODY):
            assert is_called(levels, people, most) == bool(called_so(levels, people, most))
            assert is_called([], people, most) == bool(people)


def test_what_callers_say_is_forgotten_with_all_else() -> None:
    matcher = Matcher(STORE, "NO")
    for known, other in (("hodelus", "ask"), ("ask", "hodelus")):
        matcher.vocabulary = Vocabulary([("Omsorg", known)])
        matcher.forget()
        assert matcher.says(known)
        assert not matcher.says(other)


def test_a_blank_makes_room_for_what_the_next_word_needs() -> None:
    stages = Stages(Matcher(STORE, "NO"), STORE)
    for at in range(200):
        stages.near(stages.same(spelled(f"kari word{at}")))
    before = len(stages._near)
    stages.ahead(stages.same(spelled("kari hansen")))
    assert len(stages._near) < before
    # The word that was typed last is not what is forgotten.
    assert spelled("hansen")[0] in set(stages._near)


def test_a_blank_behind_a_paste_makes_its_last_word_ready_alone() -> None:
    stages = Stages(Matcher(STORE, "NO"), STORE)
    fragments = stages.same(spelled("kari hanson byggesak bygesak vann xyzzyq"))
    stages.ahead(fragments)
    assert set(stages._wide) == set(stages._far) == {fragments[-1]}


def test_what_is_kept_is_not_what_was_handed_out() -> None:
    fragments = spelled("kari hansen")
    handed_out = STAGES.near(fragments)
    handed_out.clear()
    assert len(STAGES.near(fragments)) == 2


def test_a_word_said_twice_is_two_fragments_and_said_again_the_same() -> None:
    first, second = STAGES.same(spelled("kari kari"))
    assert first == second
    assert first is not second
    assert STAGES.same(spelled("kari hansen"))[0] is first


def test_words_of_two_people_are_apart_and_those_of_one_are_not() -> None:
    for said in ("lise bruksendring b", "anne bruksendring x", "xyzzyq kari hansen"):
        fragments = spelled(said)
        assert STAGES.apart(fragments, STAGES.near(fragments)), said
    for said in ("kari hansen b", "hanson kari xyzzyq", "ane lise l", "kari lund", "kari"):
        fragments = spelled(said)
        assert not STAGES.apart(fragments, STAGES.near(fragments)), said
