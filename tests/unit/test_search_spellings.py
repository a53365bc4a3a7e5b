"""What holds for any name and every spelling of it, and for whatever is changed of a unit."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.builders import person

from switchboard.domain.model import Disclosure, Kind, Name, Person, Phone, Protection, Ref, Unit
from switchboard.search.index import Index
from switchboard.search.results import Field, How
from switchboard.search.spelling import behind_apostrophe, nordic, plain, tokens, word, words_in
from switchboard.search.vocabulary import Vocabulary

GIVEN = ("Kari", "Åse", "Anne Lise", "Anne-Lise", "Bjørn", "Christian", "Nguyễn", "D'Arcy", "Сергій")
MIDDLE = ("", "Marie", "Lie", "van", "Bjørn", "Østby-Dahl", "Hansen")
SURNAMES = ("Nordmann", "Hansen", "Hanssen", "Bjørnsen", "al-Masri", "Łukasz", "Kari", "Moe", "Шевченко")
CALLED = ("Kalle", "Bjørnar", "Kari Gram", "Gram-Hansen", "Lise Moe")
IDS = ("a", "b", "c", "d", "e", "f")


@st.composite
def named(draw: st.DrawFn, key: str) -> Person:
    """Somebody by name: in two parts or in full, with a middle name, surname first, of another name once."""
    given_name, surname = draw(st.sampled_from(GIVEN)), draw(st.sampled_from(SURNAMES))
    middle = draw(st.sampled_from(MIDDLE))
    full = draw(
        st.sampled_from(
            [
                None,
                f"{given_name} {middle} {surname}",
                f"{surname}, {given_name} {middle}",
                f"{surname} {given_name}",
                f"{middle} {given_name[:1]}. {surname}",
                draw(st.sampled_from(CALLED)),
            ]
        )
    )
    former = st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(SURNAMES))
    aliases = draw(st.lists(former | st.sampled_from(CALLED), max_size=2))
    name = Name(given_name, surname, full and " ".join(full.split()))
    return Person(id=key, name=name, aliases=tuple(aliases), protection=draw(st.sampled_from(OPEN)))


OPEN = (Protection.NONE, Protection.NONE, Protection.RESTRICTED)
crowds = st.tuples(*map(named, IDS))


def spellings(somebody: Person) -> set[str]:
    """Every way to say somebody's name as the directory has it."""
    name = somebody.name
    given_first = f"{name.given} {name.surname}"
    found = {name.display, given_first, f"{name.surname} {name.given}", f"{name.surname}, {name.given}"}
    found |= {name.display.upper(), given_first.lower(), unicodedata.normalize("NFD", given_first)}
    if name.full:
        words = name.full.split()
        # Some of it, and all of it in another order.
        found |= {name.full, " ".join(words[::-1]), " ".join(words[:2]), " ".join((words[0], words[-1]))}
    if somebody.protection is Protection.NONE:
        found |= set(somebody.aliases) | {" ".join(alias.split()[::-1]) for alias in somebody.aliases}
    # A letter alone is an initial, which is another matter.
    return {spelled for spelled in found if all(len(token) > 1 for token in tokens(spelled))}


def words_of(texts: tuple[str, ...]) -> set[str]:
    return {form for text in texts for token in tokens(text) for form in words_in(token)}


def said_of(somebody: Person) -> set[str]:
    """All words that are somebody's name, or were."""
    name = somebody.name
    aliases = somebody.aliases if somebody.protection is Protection.NONE else ()
    return words_of((name.display, name.given, name.surname, *aliases))


@settings(max_examples=60)
@given(crowds)
def test_every_spelling_of_a_name_finds_its_people_first(people: tuple[Person, ...]) -> None:
    index = Index.build(people, [])
    for somebody in people:
        for spelled in spellings(somebody):
            wanted = {word(token) for token in tokens(spelled)}
            namesakes = {other.id for other in people if wanted <= said_of(other)}
            found = [hit.ref.id for hit in index.search(spelled).hits[: len(namesakes)]]
            assert set(found) == namesakes, (spelled, somebody.name, somebody.aliases)


@settings(max_examples=40)
@given(crowds, st.data())
def test_a_change_of_name_is_seen_by_the_next_query(people: tuple[Person, ...], data: st.DataObject) -> None:
    index = Index.build(people, [])
    held = {somebody.id: somebody for somebody in people}
    for _ in range(3):
        changed = data.draw(named(data.draw(st.sampled_from(IDS))))
        if data.draw(st.booleans()):
            changed = replace(changed, protection=Protection.SHIELDED)
        before = held.pop(changed.id, None)
        index.put_person(changed)
        if changed.protection is not Protection.SHIELDED:
            held[changed.id] = changed
        same = Index.from_image(index.image())
        fresh = Index.build(held.values(), [])
        asked = spellings(changed) | (spellings(before) if before is not None else set())
        for spelled in asked:
            for one in (index, same):
                assert one.search(spelled) == fresh.search(spelled), spelled
        for spelled in asked if changed.id not in held else ():
            assert all(hit.ref.id != changed.id for hit in index.search(spelled).hits)


LETTERS = st.lists(
    st.sampled_from(
        [*"aeoinrsAEOæøåÆØÅäöüßþðłéïñŋœ", "a\u030a", "o\u0308", "e\u0301", "n'r", "o’e", "i\u0307"]
    ),
    min_size=3,
    max_size=8,
).map("".join)


def ends(token: str) -> list[int]:
    """Where a token may end without parting a letter from its accents."""
    return [
        end for end in range(1, len(token) + 1) if end == len(token) or not unicodedata.combining(token[end])
    ]


@given(LETTERS.filter(lambda text: len(tokens(text)) == 1 and tokens(text)[0] == text), st.integers(2, 8))
def test_what_is_marked_is_no_longer_than_what_was_typed(token: str, size: int) -> None:
    index = Index.build([Person(id="p", name=Name("", token))], [])
    for fold in (plain, nordic, str):
        typed = fold(word(token))[:size]
        for hit in index.search(typed).hits:
            for match in hit.matched:
                if match.how not in (How.PREFIX, How.FOLDED) or plain(typed) == plain(word(token)):
                    continue
                ((start, end),) = match.ranges
                # The name, or what stands behind its particle.
                assert start in (0, behind_apostrophe(token))
                written = token[start:]
                # Each of the ways in which a beginning may be meant, and how far it goes.
                marked = {
                    next((at for at in ends(written) if form(word(written[:at])).startswith(key)), None)
                    for form, key in (
                        (str, word(typed)),
                        (plain, plain(word(typed))),
                        (nordic, nordic(word(typed))),
                        (plain, nordic(word(typed))),
                    )
                }
                assert end - start in marked, (token, typed, match.how)


@pytest.mark.parametrize(
    ("name", "query", "marked"),
    [
        ("Ærla", "aerl", "Ærl"),
        ("Ærla", "erl", "Ærl"),
        ("Bjørn", "bjoer", "Bjør"),
        ("Åse", "aas", "Ås"),
        ("Þorbjörg", "thorb", "Þorb"),
        ("Straße", "strass", "Straß"),
        ("A\u030ase", "aas", "A\u030as"),
    ],
)
def test_a_letter_that_is_typed_as_two_is_marked_as_one(name: str, query: str, marked: str) -> None:
    index = Index.build([Person(id="p", name=Name(name, "Moe"))], [])
    (hit,) = index.search(query).hits
    ((start, end),) = hit.matched[0].ranges
    assert hit.matched[0].text[start:end] == marked


ABOVE = ("u0", "u1", "u2", "u3")
DOES = ("byggesak", "parkering", "barnehage", "skjenking", "renovasjon", "permisjon", "legevakt")
CALLED_SO = ("Plan og bygg", "Oppvekst", "Teknisk drift", "Nordre skole", "Byggesak")


def some_unit(key: str) -> st.SearchStrategy[Unit]:
    return st.builds(
        Unit,
        id=st.just(key),
        name=st.sampled_from(CALLED_SO),
        short_name=st.sampled_from([None, "PBE", "TD"]),
        parent=st.sampled_from([None, *ABOVE]),
        keywords=st.lists(st.sampled_from(DOES), max_size=2).map(tuple),
    )


unit_changes = st.lists(
    st.sampled_from(ABOVE).flatmap(some_unit) | st.builds(Ref, st.just(Kind.UNIT), st.sampled_from(ABOVE)),
    min_size=1,
    max_size=4,
)
ASKED = tuple({word(token) for text in (*DOES, *CALLED_SO, "PBE", "TD") for token in tokens(text)})


@settings(max_examples=60)
@given(
    st.tuples(*map(some_unit, ABOVE)),
    st.lists(st.tuples(st.sampled_from((None, *ABOVE)), st.sampled_from(OPEN)), min_size=4, max_size=6),
    unit_changes,
    st.booleans(),
)
def test_whatever_a_unit_becomes_its_people_are_found_by(
    units: tuple[Unit, ...],
    places: list[tuple[str | None, Protection]],
    changes: list[Unit | Ref],
    opened: bool,
) -> None:
    people = [
        Person(id=f"p{at}", name=Name("Kari", f"Moe{at}"), unit=unit, protection=protection)
        for at, (unit, protection) in enumerate(places)
    ]
    # Some were otherwise before, and some come later.
    before = [replace(somebody, unit="u0", protection=OPEN[at]) for at, somebody in enumerate(people[:3])]
    index, held = Index.build(before, units), {unit.id: unit for unit in units}
    for somebody in people:
        index.put_person(somebody)
    if opened:
        index = Index.from_image(index.image())
    for change in changes:
        if isinstance(change, Ref):
            index.remove(change)
            held.pop(change.id, None)
        else:
            index.put_unit(change)
            held[change.id] = change
        fresh = Index.build(people, held.values())
        for query in ASKED:
            assert index.search(query) == fresh.search(query), query
            # What people have from their units, and nothing of what they had.
            below = {hit.ref.id for hit in index.search(query, limit=99).hits if hit.ref.kind is Kind.PERSON}
            assert below >= {somebody.id for somebody in people if query in had_from_above(somebody, held)}, (
                query
            )
    same = Index.from_image(index.image())
    for query in ASKED:
        assert same.search(query) == index.search(query), query


def had_from_above(somebody: Person, units: dict[str, Unit]) -> set[str]:
    """The words that somebody is found by because of their units."""
    found: set[str] = set()
    here, seen = somebody.unit, set[str]()
    while here in units and here not in seen:
        seen.add(here)
        unit = units[here]
        keywords = unit.keywords if somebody.protection is Protection.NONE else ()
        found |= words_of((unit.name, unit.short_name or "", *keywords))
        here = unit.parent or ""
    return found


def test_a_unit_that_moves_takes_everybody_below_along() -> None:
    units = [
        Unit(id="top", name="Oppvekst"),
        Unit(id="other", name="Teknisk drift", keywords=("renovasjon",)),
        Unit(id="school", name="Nordre skole", parent="top"),
        Unit(id="class", name="Trinn", parent="school"),
    ]
    index = Index.build([person("p", "Kari Moe", unit="class")], units)

    def finds(query: str) -> bool:
        answer = index.search(query)
        return bool(answer.hits) and not answer.left_out

    assert finds("oppvekst kari")
    assert not finds("renovasjon kari")
    index.put_unit(replace(units[2], parent="other"))
    assert finds("renovasjon kari")
    assert not finds("oppvekst kari")
    index.put_unit(replace(units[1], keywords=("skjenking",)))
    assert finds("skjenking kari")
    assert not finds("renovasjon kari")
    index.remove(units[1].ref)
    assert not finds("skjenking kari")


def test_whoever_came_last_stands_in_the_alphabet_of_an_image_too() -> None:
    # More than are ranked one by one, and more than whose names are read.
    people = [person(f"p{at:03}", "Kari Moe") for at in range(300)]
    late = [person("p000a", "Kari Moe"), person("p250b", "Kari Moe"), person("a", "Kari Moe")]
    index = Index.build(people, [])
    for somebody in late:
        index.put_person(somebody)
    fresh = Index.build([*people, *late], [])
    for one in (index, Index.from_image(index.image())):
        for query in ("kari moe", "kari", "moe", "kar"):
            assert one.search(query, limit=400) == fresh.search(query, limit=400)


def test_what_was_worked_out_for_a_query_is_forgotten_with_a_change() -> None:
    people = [person("a", "Kari Moe"), person("b", "Kari Moe")]
    index = Index.build(people, [])
    boost = {people[1].ref: 2.0}

    def found() -> list[str]:
        return [hit.ref.id for hit in index.search("kari moe", boost=boost).hits]

    assert found() == ["b", "a"]
    # Whoever is renamed, and back, has another place in the index.
    for name in ("Kari Lie", "Kari Moe"):
        index.put_person(person("b", name))
    assert found() == ["b", "a"]


@pytest.mark.parametrize("nothing", [0.0, -1.0, float("nan")])
def test_a_boost_of_nothing_puts_nobody_first(nothing: float) -> None:
    people = [person("a", "Kari Moe"), person("b", "Kari Moe")]
    answer = Index.build(people, []).search("kari moe", boost={people[1].ref: nothing})
    assert [hit.ref.id for hit in answer.hits] == ["a", "b"]


def test_whoever_comes_later_is_found_in_every_spelling() -> None:
    index = Index.build([person("a", "Kari Moe")], [])
    index.put_person(person("b", "Ærla Østby"))
    for query in ("erla", "aerla", "ærl", "oestby", "ostby", "östb"):
        (hit,) = index.search(query).hits
        assert hit.ref.id == "b"
        assert hit.matched[0].how in (How.FOLDED, How.PREFIX), query


def test_who_no_longer_has_a_word_is_not_found_by_those_of_many() -> None:
    # Of so many words, and of words of so many, bitmaps are kept.
    ends = [first + last for first in "bdfghklm" for last in "abcdefghijklmnopqrstuvwxy"]
    people = [person(f"p{at:03}", "Kari Moe", title=f"Årsverk års{end}") for at, end in enumerate(ends)]
    index = Index.build(people, [])
    for query in ("årsv", "års", "ars", "arsv", "årsverk"):
        assert index.search(query, limit=300).total == 200
    index.put_person(replace(people[7], title="Leder"))
    index.put_person(replace(people[8], title="Årsmøteleder"))
    for query, total in (("årsv", 198), ("års", 199), ("ars", 199), ("arsv", 198), ("årsverk", 198)):
        assert index.search(query, limit=300).total == total, query


def test_a_number_from_abroad_is_found_as_it_is_dialled_there() -> None:
    swedish = Phone("+46701234871", disclosure=Disclosure.PUBLIC)
    index = Index.build([person("a", "Kari Moe", phones=(swedish,))], [])
    assert [hit.ref.id for hit in index.search("070 123 48 71").hits] == ["a"]


def test_topics_lead_to_somebody_as_long_as_there_is_somebody() -> None:
    index = Index.build([], [])
    index.use(Vocabulary([("Byggesak", "bruksendring")]))
    office = Unit(id="u", name="Byggesak")
    for _ in range(2):
        assert not index.search("bruksendring").topics
        index.put_unit(office)
        assert [topic.label for topic in index.search("bruksendring").topics] == ["Byggesak"]
        index.remove(office.ref)
    index.put_unit(office)
    index.put_unit(Unit(id="v", name="Plansak"))
    assert index.search("bruksendring").topics
    index.use(Vocabulary([("Plansak", "bruksendring")]))
    assert [topic.label for topic in index.search("bruksendring").topics] == ["Plansak"]
    index.use(None)
    assert not index.search("bruksendring").topics


def test_the_edition_tells_whether_an_answer_may_be_another() -> None:
    somebody = person("a", "Kari Moe")
    index = Index.build([somebody], [])
    editions = [index.edition]
    index.put_person(replace(somebody, work_hours="Mo-Fr 08:00-16:00"))
    assert index.edition == editions[-1]
    for change in (
        lambda: index.put_person(replace(somebody, title="Leder")),
        lambda: index.put_unit(Unit(id="u", name="Byggesak")),
        lambda: index.remove(somebody.ref),
        lambda: index.use(None),
    ):
        change()
        editions.append(index.edition)
    assert len(set(editions)) == len(editions)


def test_nothing_of_whoever_is_taken_away_or_renamed_stays_in_memory() -> None:
    index = Index.build([person("a", "Kari Nordmann"), person("b", "Ola Hemmelig")], [])
    index.search("kari")
    index.put_person(person("a", "Kari Moe"))
    index.remove(Ref(Kind.PERSON, "b"))
    index.put_person(person("c", "Per Hemmelig"))
    index.remove(Ref(Kind.PERSON, "c"))
    kept = bytes(index._store.records.blob) + repr(index._store.young_keys).encode()
    assert b"Nordmann" not in kept
    assert b"Hemmelig" not in kept
    assert set(index._store._keys) <= set(index._store.live)
    assert set(index._store.young_keys) <= set(index._store.live)


def test_a_newcomer_has_a_whole_name_like_the_others() -> None:
    # How many words everybody's name has is known by heart when somebody comes.
    others = [person("a", "Anne Kari Moe")]
    for somebody in (person("new", "Kari Moe"), person("new", "Moe Kari")):
        index = Index.build(others, [])
        index.warm()
        index.put_person(somebody)
        for one in (index, Index.from_image(index.image())):
            assert [hit.ref.id for hit in one.search("karimoe").hits][:1] == ["new"]
            assert one.search("karimoe") == Index.build([*others, somebody], []).search("karimoe")
        index.put_person(replace(somebody, name=Name("Kari", "Moe Lie")))
        assert [hit.ref.id for hit in index.search("karimoe").hits] == ["a", "new"]


@given(st.permutations(range(len(IDS))), crowds)
def test_an_image_does_not_depend_on_who_came_first(order: list[int], people: tuple[Person, ...]) -> None:
    shuffled = [people[at] for at in order]
    assert Index.build(shuffled, []).image() == Index.build(people, []).image()


TALK = ("jeg skal snakke med", "hei", "på", "hos", "takk", "kan jeg få", "han", "en som heter", "avdelingen")
ERRANDS = (
    *("byggesak", "bruksendring", "søppel", "boss", "barnehageplass", "skjenkebevilling", "parkering"),
    *("ferie", "permisjon", "sykemelding", "legevakt", "vikar", "er ledig", "klokka 10", "2019"),
)
of_a_name = st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(SURNAMES))
# A name with talk or an errand on either side of it, and anything in any order.
sentences = st.tuples(
    st.sampled_from(("", *TALK, *ERRANDS)), of_a_name, st.sampled_from(("", *TALK, *ERRANDS))
).map(" ".join) | st.lists(
    st.sampled_from((*TALK, *ERRANDS, *GIVEN, *SURNAMES, *CALLED, *CALLED_SO)), min_size=1, max_size=5
).map(" ".join)


@settings(max_examples=100)
@given(crowds, st.tuples(*map(some_unit, ABOVE)), st.lists(st.sampled_from(ABOVE), min_size=6), sentences)
def test_nobody_stands_in_an_answer_twice(
    people: tuple[Person, ...], units: tuple[Unit, ...], places: list[str], query: str
) -> None:
    staff = [
        replace(somebody, unit=place, keywords=(DOES[at % len(DOES)],), place="Rådhuset 304")
        for at, (somebody, place) in enumerate(zip(people, places, strict=False))
    ]
    index = Index.build(staff, units)
    for vocabulary in (Vocabulary.shipped(), None):
        index.use(vocabulary)
        answer = index.search(query, limit=1000)
        refs = [hit.ref for hit in answer.hits]
        assert len(set(refs)) == len(refs) == answer.total, query
        for limit in (1, 3):
            few = index.search(query, limit=limit)
            assert [hit.ref for hit in few.hits] == refs[:limit]
        for hit in answer.hits:
            assert all(match.field in Field for match in hit.matched)
