"""The synthetic municipality: repeatable, well-formed, and with the frequencies that make it feel real."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from opening_hours import OpeningHours

from switchboard.demo.city import A_TUESDAY, MOST_PEOPLE, City
from switchboard.demo.hours import FULL_TIME, PART_TIME, PHONE_HOURS
from switchboard.demo.names import LANGUAGE
from switchboard.demo.tree import fields
from switchboard.directory.wire import decode, encode
from switchboard.domain.model import (
    AbsenceKind,
    DirectoryObject,
    Disclosure,
    Feature,
    Person,
    Protection,
    Unit,
)

OSLO = ZoneInfo("Europe/Oslo")


def digest(city: City) -> str:
    sha = hashlib.sha256(encode(city.service))
    for item in city.objects():
        sha.update(encode(item) + b"\n")
    return sha.hexdigest()


@pytest.fixture(scope="module")
def town() -> City:
    return City(20_000, 1)


@pytest.fixture(scope="module")
def people(town: City) -> list[Person]:
    return list(town.persons)


@pytest.fixture(scope="module")
def units(town: City) -> list[Unit]:
    return list(town.units)


def share(count: int, people: list[Person]) -> float:
    return count / len(people)


def test_the_same_seed_gives_the_same_city_byte_for_byte() -> None:
    assert digest(City(700, 3)) == digest(City(700, 3))
    assert digest(City(700, 3)) != digest(City(700, 4))


def test_asking_for_parts_first_changes_nothing() -> None:
    whole, parts = City(900, 5), City(900, 5)
    place = next(place for place in reversed(parts.places) if place.count > 3)
    team = parts.members(place)
    list(parts.absences)
    everybody = list(whole.persons)
    assert team == everybody[place.first - 1 : place.first - 1 + place.count]
    assert list(parts.persons) == everybody


@pytest.mark.parametrize("number", [1, 2, 17, 100, 1501])
def test_a_city_of_any_size_is_whole(number: int) -> None:
    city = City(number, 2)
    items = list(city.objects())
    units = {item.id: item for item in items if isinstance(item, Unit)}
    persons = {item.id: item for item in items if isinstance(item, Person)}
    assert len(persons) == number
    assert len({item.ref for item in items}) == len(items)
    kinds = [type(item).__name__ for item in items]
    assert kinds == sorted(kinds, key=["Unit", "Person", "Absence"].index)
    assert [unit.id for unit in units.values() if unit.parent is None] == ["u-00001"]
    assert all(unit.parent in units for unit in units.values() if unit.parent is not None)
    assert all(person.unit in units for person in persons.values())
    assert all(person.manager in persons for person in persons.values() if person.manager)
    assert all(person.manager != person.id for person in persons.values())
    assert depth(units) == 5


def depth(units: dict[str, Unit]) -> int:
    def level(unit: Unit) -> int:
        return 1 if unit.parent is None else 1 + level(units[unit.parent])

    return max(level(unit) for unit in units.values())


@pytest.mark.parametrize("number", [0, -1, MOST_PEOPLE + 1])
def test_a_city_of_an_impossible_size_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="people"):
        City(number, 1)


def test_every_object_comes_through_the_wire_unchanged() -> None:
    def there_and_back(item: DirectoryObject) -> object:
        return decode(encode(item))

    items = list(City(1500, 9).objects())
    assert [item for item in items if there_and_back(item) != item] == []


def test_hansens_come_in_thousands(people: list[Person]) -> None:
    surnames = Counter(person.name.surname for person in people)
    # 2,000 of 60,000 are a thirtieth.
    assert share(surnames["Hansen"], people) > 1 / 30
    assert [name for name, _ in surnames.most_common(3)] == ["Hansen", "Johansen", "Olsen"]
    # And many have a name that nearly nobody else has: 60,000 people share some 12,000 surnames.
    assert len(surnames) > 5000
    assert sum(count == 1 for count in surnames.values()) > 3000
    assert len({person.name.given for person in people}) > 1200


def test_names_made_of_parts_are_written_as_names_are(people: list[Person]) -> None:
    joined = re.compile(r"[a-zæøåö][A-ZÆØÅÖ]")
    assert [name for person in people if joined.search(name := person.name.display)] == []
    assert any(person.name.surname.startswith("El ") for person in people)
    assert any(person.name.surname.endswith("dóttir") for person in people)


def test_names_of_every_group_are_there_and_written_as_they_are(town: City, people: list[Person]) -> None:
    origins = Counter(named.origin for named in town.names_of_all())
    assert set(origins) == {"nb", *LANGUAGE}
    assert min(origins.values()) > 20
    assert 0.6 < share(origins["nb"], people) < 0.8
    shown = [person.name.display for person in people]
    for pattern in (
        r"^Nguyen (Thi|Van) \w+$",
        r"^[STKNPARYBVJM]\. \w+$",
        r"ė$",
        r"ska$",
        r"Al-|El ",
        r"^Anne Lise ",
        r"^Per-Arne ",
        r"\w-\w+$",
        r"Gaup|Sara|Eira",
        r"^(Ánte|Máret|Biret|Áslat)",
        r"enko$",
    ):
        assert any(re.search(pattern, name) for name in shown), pattern


def test_former_and_everyday_names_are_aliases(people: list[Person]) -> None:
    with_alias = [person for person in people if person.aliases]
    assert 0.05 < share(len(with_alias), people) < 0.2
    assert any("Kris" in person.aliases for person in people if person.name.given == "Kristoffer")
    assert any(alias.startswith(f"{person.name.given} ") for person in with_alias for alias in person.aliases)


def test_profiles_are_as_incomplete_as_people_leave_them(people: list[Person]) -> None:
    assert (
        0.28 < share(sum(not person.keywords and not person.description for person in people), people) < 0.32
    )
    assert 0.28 < share(sum(not person.keywords for person in people), people) < 0.32
    assert 0.38 < share(sum(not person.alternates for person in people), people) < 0.42
    assert any(person.valid_until for person in people)
    assert any(len(person.languages) > 2 for person in people)


def test_some_alternates_lead_nowhere_or_in_circles(people: list[Person]) -> None:
    known = {person.id: person for person in people}
    named = [(person, alternate) for person in people for alternate in person.alternates]
    stale = [a for _, a in named if a.person is not None and a.person not in known]
    loops = [
        person
        for person, a in named
        if a.person in known and any(back.person == person.id for back in known[a.person].alternates)
    ]
    assert stale
    assert loops
    assert any(a.person == person.id for person, a in named)
    assert any(a.topic for _, a in named)
    assert all(
        any(getattr(a, target) is not None for _, a in named) for target in ("person", "unit", "phone")
    )


def test_phones_are_disclosed_in_every_way_and_private_ones_mostly_not(people: list[Person]) -> None:
    phones = [phone for person in people for phone in person.phones]
    assert {phone.disclosure for phone in phones} == set(Disclosure)
    private = [phone for phone in phones if phone.label == "privat"]
    assert sum(phone.disclosure is Disclosure.UNCLASSIFIED for phone in private) > 0.7 * len(private)
    assert all(phone.disclosure is not Disclosure.PUBLIC for phone in private)
    assert all(re.fullmatch(r"\+47(2[13]\d{6}|[49][0-8]\d{6})", phone.number) for phone in phones)
    mobiles = [phone for phone in phones if Feature.MOBILE in phone.features]
    assert all(phone.number[3] in "49" for phone in mobiles)
    direct = [phone.number for phone in phones if Feature.MOBILE not in phone.features]
    assert len(set(direct)) == len(direct)


def test_mail_addresses_are_unique_and_lead_nowhere(people: list[Person], units: list[Unit]) -> None:
    addresses = [person.email for person in people if person.email]
    assert len(set(addresses)) == len(addresses)
    for address in addresses + [unit.email for unit in units if unit.email]:
        assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*[a-z0-9]@[a-z0-9.]+\.example", address), address


def test_child_welfare_is_protected_more_than_others(town: City) -> None:
    guarded: Counter[tuple[bool, Protection]] = Counter()
    for place in town.places:
        for person in town.staff(place):
            guarded[place.plan.field.startswith("barnevern"), person.protection] += 1
    inside = sum(count for (child, _), count in guarded.items() if child)
    outside = sum(count for (child, _), count in guarded.items() if not child)
    assert 0.02 < guarded[True, Protection.RESTRICTED] / inside < 0.12
    assert 0.005 < guarded[True, Protection.SHIELDED] / inside < 0.06
    assert 0 < guarded[False, Protection.RESTRICTED] / outside < 0.006


def test_phone_hours_of_every_kind_are_there_and_can_be_read(units: list[Unit]) -> None:
    written = {unit.phone_hours for unit in units}
    assert {text for texts in PHONE_HOURS.values() for text in texts} == written
    for text in written - {None}:
        assert text is not None
        OpeningHours(text, timezone=OSLO, country="NO")
    for part in ("24/7", "PH off", ",12:00-15:00", "Tu,Th", "Th 09:00-11:00,16:00-17:15", "Jul", "week"):
        assert any(text and part in text for text in written), part


def test_work_hours_can_be_read_and_are_not_always_stated(people: list[Person]) -> None:
    possible = {work.text for works in FULL_TIME.values() for work in works} | {
        work.text for work in PART_TIME
    }
    written = {person.work_hours for person in people}
    assert written == possible | {None}
    for text in possible:
        OpeningHours(text, timezone=OSLO, country="NO")
    part_time = sum(person.work_hours in {work.text for work in PART_TIME} for person in people)
    assert 0.05 < share(part_time, people) < 0.25


def test_a_pattern_s_times_are_what_its_text_says() -> None:
    for work in (*PART_TIME, *(work for works in FULL_TIME.values() for work in works)):
        hours = OpeningHours(work.text, timezone=OSLO, country="NO")
        # The last week of November has no public holiday and is not in summer.
        for day in range(7):
            begin = datetime(2026, 11, 23, tzinfo=OSLO) + timedelta(days=day, minutes=work.start)
            assert hours.is_open(begin) == (day in work.days), (work.text, day)
            last = begin + timedelta(minutes=work.end - work.start - 1)
            assert hours.is_open(last) == (day in work.days), (work.text, day)


def test_titles_and_errands_fit_the_unit(town: City) -> None:
    known = fields()
    place = next(place for place in town.places if place.plan.field == "byggesak" and not place.children)
    team = town.members(place)
    assert team[0].title == "Seksjonsleder"
    assert all(set(person.keywords) <= set(known["byggesak"].words) for person in team)
    assert any("byggesak" in person.title.lower() for person in team)
    assert {place.plan.field for place in town.places} <= set(known)


def test_units_have_what_a_caller_asks_for(units: list[Unit]) -> None:
    assert any(unit.caller_notice for unit in units)
    assert any(unit.alternates and unit.alternates[0].topic for unit in units)
    assert any(not unit.phones for unit in units)
    mains = [phone for unit in units for phone in unit.phones if Feature.MAIN_NUMBER in phone.features]
    assert all(phone.disclosure is Disclosure.PUBLIC for phone in mains)
    assert len({phone.number for phone in mains}) == len(mains)
    names = {unit.name for unit in units}
    assert {"Plan- og bygningsetaten", "Barnevernvakten", "Legevakten", "Sykehjemsetaten"} <= names
    schools = [unit.name for unit in units if unit.name.endswith(" skole")]
    assert len(set(schools)) == len(schools) > 20


def test_long_absences_last_since_weeks_and_cover_the_day(town: City) -> None:
    absences = list(town.absences)
    noon = datetime(A_TUESDAY.year, A_TUESDAY.month, A_TUESDAY.day, 12, tzinfo=OSLO)
    assert 0.05 < len(absences) / town.people < 0.1
    assert {absence.kind for absence in absences} == {AbsenceKind.LEAVE, AbsenceKind.VACATION}
    assert all(absence.start < noon for absence in absences)
    assert all(absence.end is None or absence.end > noon for absence in absences)
    assert any(absence.end is None for absence in absences)
    assert any(noon - absence.start > timedelta(days=90) for absence in absences)


def test_another_day_moves_what_is_counted_from_it() -> None:
    one, other = City(800, 1), City(800, 1, day=date(2027, 5, 20))
    moved = timedelta(days=(date(2027, 5, 20) - A_TUESDAY).days)
    pairs = list(zip(one.persons, other.persons, strict=True))
    assert all(a.name == b.name and a.phones == b.phones and a.keywords == b.keywords for a, b in pairs)
    ends = [(a.valid_until, b.valid_until) for a, b in pairs if a.valid_until and b.valid_until]
    assert ends
    assert all(abs(b - a - moved) <= timedelta(hours=1) for a, b in ends)
