"""What holds for any people, units, changes and queries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from switchboard.domain.model import Disclosure, Kind, Name, Person, Phone, Protection, Ref, Unit
from switchboard.search import index as module
from switchboard.search.index import Index
from switchboard.search.query import parse
from switchboard.search.results import How

GIVEN = (
    "Kari",
    "Åse",
    "Anne Lise",
    "Anne-Lise",
    "Bjørn",
    "Kristian",
    "Christian",
    "Nguyễn",
    "O'Neil",
    "محمد",
    "K",
)
SURNAMES = (
    "Nordmann",
    "Hansen",
    "Hanssen",
    "Bjørnsen",
    "al-Masri",
    "Łukasz",
    "Kari",
    "Moe",
    "van der Berg",
    "Å",
)
WORDS = ("byggesak", "Plan og bygg", "parkeringstillatelse", "Rådhuset 304", "vann", "Hansen", "bjørn")
IDS = ("a", "b", "c", "d", "e")

names = st.builds(Name, st.sampled_from(GIVEN), st.sampled_from(SURNAMES))
texts = st.sampled_from(("", *WORDS))
phones = st.builds(
    Phone,
    st.sampled_from(("+4723461234", "+4723464321", "+4723000047", "+4799887766", "+4681234567")),
    extension=st.sampled_from((None, "1234", "4711")),
    disclosure=st.sampled_from(Disclosure),
)
persons = st.builds(
    Person,
    id=st.sampled_from(IDS),
    name=names,
    aliases=st.lists(st.sampled_from(SURNAMES), max_size=2).map(tuple),
    title=texts,
    unit=st.sampled_from((None, *IDS)),
    place=texts,
    email=st.sampled_from(("", "kari.nordmann@x.no", "ah@y.no")),
    phones=st.lists(phones, max_size=3).map(tuple),
    description=texts,
    keywords=st.lists(st.sampled_from(WORDS), max_size=2).map(tuple),
    protection=st.sampled_from(Protection),
)
units = st.builds(
    Unit,
    id=st.sampled_from(IDS),
    name=st.sampled_from((*WORDS, *SURNAMES)),
    short_name=st.sampled_from((None, "PBE")),
    parent=st.sampled_from((None, *IDS)),
    keywords=st.lists(st.sampled_from(WORDS), max_size=2).map(tuple),
    phones=st.lists(phones, max_size=1).map(tuple),
)
QUERIES = (
    "304 23",
    "k", "kari", "kari nordmann", "anne lise", "annelise", "hansen", "bjoern", "krisitan", "byggesak kari",
    "plan", "tillatelse", "2346", "1234", "99887766", "304", "pbe", "a h", "hansenkari", "kari@x", "aa",
)  # fmt: skip
somebody = st.lists(persons, max_size=8)
some_units = st.lists(units, max_size=6)
anything = st.text(max_size=60) | st.lists(
    st.sampled_from(
        GIVEN + SURNAMES + WORDS + ("+47", "00", "23", "0", "0047", "000", "4723", "@", "-", "\0", "😀")
    ),
    max_size=8,
).map(" ".join)


class Changes(RuleBasedStateMachine):
    """An index that is changed, beside what it ought to hold."""

    def __init__(self) -> None:
        super().__init__()
        self.index = Index.build([], [])
        self.held: dict[Ref, Person | Unit] = {}

    @rule(person=persons)
    def put_person(self, person: Person) -> None:
        self.index.put_person(person)
        self.held[person.ref] = person

    @rule(unit=units)
    def put_unit(self, unit: Unit) -> None:
        self.index.put_unit(unit)
        self.held[unit.ref] = unit

    @rule(ref=st.builds(Ref, st.sampled_from((Kind.PERSON, Kind.UNIT)), st.sampled_from(IDS)))
    def remove(self, ref: Ref) -> None:
        self.index.remove(ref)
        self.held.pop(ref, None)

    @rule()
    def reopen(self) -> None:
        self.index = Index.from_image(self.index.image())

    @rule(steps=st.integers(1, 40))
    def warm(self, steps: int) -> None:
        for _ in zip(range(steps), self.index.warming(), strict=False):
            pass

    @rule(some=somebody, others=some_units)
    def rebuild(self, some: list[Person], others: list[Unit]) -> None:
        self.index = Index.build(some, others)
        self.held = {item.ref: item for item in (*some, *others)}

    @invariant()
    def answers_as_a_fresh_build(self) -> None:
        fresh = Index.build(
            [item for item in self.held.values() if isinstance(item, Person)],
            [item for item in self.held.values() if isinstance(item, Unit)],
        )
        assert len(self.index) == len(fresh)
        for query in QUERIES:
            assert self.index.search(query) == fresh.search(query), query


TestChanges = Changes.TestCase
TestChanges.settings = settings(max_examples=40, stateful_step_count=12, deadline=None)


@given(st.lists(persons, max_size=8), st.lists(units, max_size=6))
def test_everybody_is_among_the_first_of_their_name(people: list[Person], others: list[Unit]) -> None:
    index = Index.build(people, others)
    held = {person.id: person for person in people if person.protection is not Protection.SHIELDED}
    held = {
        key: person
        for key, person in held.items()
        if [some for some in people if some.id == key][-1] is person
    }
    for person in held.values():
        namesakes = {some.id for some in held.values() if some.name == person.name}
        hits = [hit.ref for hit in index.search(person.name.display).hits if hit.ref.kind is Kind.PERSON]
        assert {ref.id for ref in hits[: len(namesakes)]} == namesakes


@given(somebody, some_units, anything, st.integers(-1, 30))
def test_any_text_is_answered_within_the_text(
    people: list[Person], others: list[Unit], query: str, limit: int
) -> None:
    index = Index.build(people, others)
    results = index.search(query, limit=limit)
    fragments = parse(query)
    assert len(results.hits) == min(max(limit, 0), results.total) or limit < 1
    assert len({hit.ref for hit in results.hits}) == len(results.hits)
    for hit in results.hits:
        assert fragments
        assert 1 <= len(hit.matched) <= len(fragments)
        for match in hit.matched:
            assert match.ranges
            before = 0
            for start, end in match.ranges:
                assert before <= start < end <= len(match.text)
                before = end + 1


@given(somebody)
def test_no_masked_digit_leads_to_anybody(people: list[Person]) -> None:
    masked = (Disclosure.TRANSFER_ONLY, Disclosure.UNCLASSIFIED)
    hidden = [
        replace(some, phones=tuple(phone for phone in some.phones if phone.disclosure in masked))
        for some in people
    ]
    index = Index.build(hidden, [])
    for digits in ("2346", "1234", "4711", "99887766", "+4723461234", "0046", "61234"):
        assert all(
            match.how is not How.DIGITS for hit in index.search(digits).hits for match in hit.matched
        ), digits


@given(somebody, some_units, st.permutations(range(8)))
def test_the_order_of_coming_does_not_matter(
    people: list[Person], others: list[Unit], order: list[int]
) -> None:
    people = list({person.id: person for person in people}.values())
    index = Index.build(people, list({unit.id: unit for unit in others}.values()))
    shuffled = [people[at] for at in order if at < len(people)]
    other = Index.build(shuffled, list({unit.id: unit for unit in others}.values())[::-1])
    for query in QUERIES:
        assert index.search(query) == other.search(query)


def test_many_newcomers_make_it_build_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_YOUNG", 20)
    people = [Person(id=f"p{at:02}", name=Name("Kari", f"Nordmann{at:02}")) for at in range(50)]
    index = Index.build(people[:3], [])
    for person in people[3:]:
        index.put_person(person)
        assert person.ref in {hit.ref for hit in index.search(person.name.display).hits}
    fresh = Index.build(people, [])
    assert index.search("kari", limit=99) == fresh.search("kari", limit=99)
    assert index.image() == fresh.image() or len(index._store.young_keys) > 0
