"""Disclosure: what is shown, told, copied and searched of a phone, and what of a protected person."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import strategies
from support.builders import TUESDAY_10, person, phone

from switchboard.domain.brief import brief_of_person
from switchboard.domain.disclosure import show, visible, visible_brief
from switchboard.domain.model import Alternate, Disclosure, Name, Person, Protection

DECEMBER = datetime(2026, 12, 1, tzinfo=UTC)
MASKED = (Disclosure.TRANSFER_ONLY, Disclosure.UNCLASSIFIED)


def test_a_public_phone_is_shown_and_may_be_told() -> None:
    shown = show(phone("+4723461234", Disclosure.PUBLIC, extension="1234", label="direct"))
    assert (shown.text, shown.may_be_told, shown.copyable) == ("23 46 12 34", True, "+4723461234")
    assert (shown.searchable, shown.extension, shown.label, shown.masked) == (True, "1234", "direct", False)
    assert repr(shown) == "ShownPhone()"


def test_an_internal_phone_is_shown_and_not_to_be_told() -> None:
    shown = show(phone("+4723461234", Disclosure.INTERNAL))
    assert (shown.text, shown.may_be_told, shown.copyable) == ("23 46 12 34", False, "+4723461234")
    assert shown.searchable


@pytest.mark.parametrize("disclosure", MASKED)
def test_other_phones_are_masked(disclosure: Disclosure) -> None:
    shown = show(phone("+4799887734", disclosure, extension="98877"))
    assert shown.text == "•• •• •• 34"
    assert (shown.may_be_told, shown.copyable, shown.searchable, shown.extension) == (
        False,
        None,
        False,
        None,
    )
    assert shown.masked
    assert repr(shown) == "ShownPhone(masked)"


@pytest.mark.parametrize("disclosure", MASKED)
@pytest.mark.parametrize(
    ("label", "safe"),
    [
        ("private 998 87 734 evenings", "private •• evenings"),
        ("99887734", "••"),
        ("ends 734", "ends ••"),
        ("ext. 4711", "ext. ••"),
        ("other 12345", "other ••"),
        ("other 1234", "other 1234"),
        ("+47-998-87-734", "+••"),
        ("floor 2, room 15", "floor 2, room 15"),
        ("since 2019", "since 2019"),
        (None, ""),
    ],
)
def test_digits_typed_as_a_label_are_hidden_too(disclosure: Disclosure, label: str | None, safe: str) -> None:
    assert show(phone("+4799887734", disclosure, extension="4711", label=label)).label == safe


def test_a_short_masked_number_keeps_its_last_digits_too() -> None:
    assert show(phone("+4712", Disclosure.UNCLASSIFIED)).text == "•• •• ••"
    assert show(phone("+47123", Disclosure.UNCLASSIFIED)).text == "•• •• ••"
    assert show(phone("+471234", Disclosure.UNCLASSIFIED)).text == "•• •• •• 34"


@given(st.from_regex(r"\+[1-9]\d{7,14}", fullmatch=True), st.sampled_from(MASKED), st.text(max_size=20))
def test_a_mask_never_shows_more_than_the_last_two_digits(
    number: str, disclosure: Disclosure, around: str
) -> None:
    shown = show(phone(number, disclosure, extension=number[1:9], label=f"{around} {number} {around}"))
    assert "".join(c for c in shown.text if c.isdigit()) == number[-2:]
    assert number[1:] not in f"{shown.text}{shown.label}{shown!r}"


def test_a_restricted_person_is_name_unit_and_title() -> None:
    full = person(
        "p1",
        "Kari Nordmann",
        title="Consultant",
        unit="u1",
        aliases=("Kari Hansen",),
        place="Room 3",
        email="kari@example.org",
        phones=(phone(),),
        description="secret cases",
        keywords=("care",),
        languages=("nb",),
        alternates=(Alternate(person="p2"),),
        manager="p3",
        work_hours="Mo-Fr 08:00-16:00",
        protection=Protection.RESTRICTED,
        updated=TUESDAY_10,
        valid_until=DECEMBER,
    )
    shown = visible(full)
    assert shown == person(
        "p1",
        "Kari Nordmann",
        title="Consultant",
        unit="u1",
        protection=Protection.RESTRICTED,
        updated=TUESDAY_10,
        valid_until=DECEMBER,
    )


def test_others_are_all_or_nothing() -> None:
    plain = person("p1", "Kari Nordmann", phones=(phone(),))
    assert visible(plain) is plain
    assert visible(person("p1", "Kari Nordmann", protection=Protection.SHIELDED)) is None


def test_the_name_in_full_survives() -> None:
    restricted = person("p1", protection=Protection.RESTRICTED)
    full = Name("Kari", "Nordmann", "Kari af Nordmann")
    shown = visible(type(restricted)(id="p1", name=full, protection=Protection.RESTRICTED))
    assert shown is not None
    assert shown.name == full


@given(strategies.persons)
def test_in_brief_no_more_is_shown_than_of_the_whole(somebody: Person) -> None:
    whole, brief = visible(somebody), visible_brief(brief_of_person(somebody))
    assert brief == (None if whole is None else brief_of_person(whole))
