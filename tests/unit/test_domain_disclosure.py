"""Disclosure: what is shown, told, copied and searched of a phone, and what of a protected person."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support import strategies
from support.builders import TUESDAY_10, person, phone

from switchboard.domain.brief import brief_of_person
from switchboard.domain.disclosure import (
    note_without_masked,
    show,
    visible,
    visible_brief,
    without_masked,
)
from switchboard.domain.model import Alternate, Disclosure, Name, Person, Protection, Unit
from switchboard.domain.numbering import CALLING_CODES, grouped

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


NUMBERS = st.one_of(
    st.from_regex(r"\+47[2-9][0-9]{7}", fullmatch=True),
    st.from_regex(r"\+46[1-9][0-9]{7,8}", fullmatch=True),
    st.from_regex(r"\+(45|354|298|1212|35850)[0-9]{6,8}", fullmatch=True),
)
GAPS = st.sampled_from(["", " ", "-", ".", "/", "\u00a0", " - ", ")("])
SCRIPTS = st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９"])
WORDS_AROUND = st.text("abcæøåÅ ,.:;()+", max_size=12)


@st.composite
def written(draw: st.DrawFn, number: str) -> str:
    """A text in which the number stands, as people write it."""
    country = draw(st.sampled_from(["", *CALLING_CODES]))
    code = next((code for code in CALLING_CODES.values() if number[1:].startswith(code)), "")
    national = number[1 + len(code) :]
    parts = [national[: (at := draw(st.integers(0, 8)))], national[at:]]
    told = draw(
        st.sampled_from(
            [
                number,
                number[1:],
                national,
                "0" + national,
                "00" + number[1:],
                grouped(number, country=country),
                draw(GAPS).join(national),
                draw(GAPS).join(filter(None, parts)),
                national[-8:],
                f"+{code} (0){national}",
                f"(+{code}) {national}",
                f"{code} {national}",
            ]
        )
    )
    digits = draw(SCRIPTS)
    told = told.translate({ord(str(at)): digits[at] for at in range(10)})
    return f"{draw(WORDS_AROUND)}{told}{draw(WORDS_AROUND)}"


def digits_of(text: str) -> str:
    return "".join(str(unicodedata.digit(c)) for c in text if c.isdecimal())


@settings(max_examples=50)
@given(st.data(), NUMBERS, st.sampled_from(MASKED))
def test_a_masked_number_is_masked_in_every_text(
    data: st.DataObject, number: str, masked: Disclosure
) -> None:
    def text() -> str:
        return data.draw(written(number))

    # The last two digits are shown: of noughts alone two masked numbers would show as many in a row.
    assume(len(set(number[-6:])) > 2)
    private = phone(number, masked)
    other = phone("+4702180", Disclosure.PUBLIC, label=text())
    told = {
        "phones": (private, other),
        "place": text(),
        "email": text(),
        "description": text(),
        "keywords": (text(), text()),
        "alternates": (Alternate(person="p9", topic=text()), Alternate(phone=private)),
    }
    somebody: Person = Person(
        id="p", name=Name(text(), text(), text()), title=text(), aliases=(text(),), **told
    )
    some: Unit = Unit(id="u", name=text(), short_name=text(), caller_notice=text(), **told)
    for item in (somebody, some):
        cleaned = without_masked(item)
        assert without_masked(cleaned) == cleaned
        assert [one.number for one in cleaned.phones] == [number, "+4702180"]
        for line in texts_of(cleaned):
            assert number[-5:] not in digits_of(line), line
    note = text()
    assert number[-5:] not in digits_of(note_without_masked(note, somebody))


def texts_of(item: Person | Unit) -> list[str]:
    found = [item.place, item.email, item.description, *item.keywords]
    found += [one.label or "" for one in item.phones] + [one.topic or "" for one in item.alternates]
    if isinstance(item, Person):
        return [*found, item.name.display, item.name.given + item.name.surname, item.title, *item.aliases]
    return [*found, item.name, item.short_name or "", item.caller_notice or ""]


@given(st.one_of(strategies.persons, strategies.units))
def test_what_is_no_masked_number_stays_as_it_is(item: Person | Unit) -> None:
    shown = [one for one in item.phones if one.disclosure not in MASKED]
    plain = replace(item, phones=tuple(shown), alternates=())
    assert without_masked(plain) is plain


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("tlf 99887766", "tlf •• •• •• 66"),
        ("rom 304, 998 87 766 eller 23 46 12 34", "rom 304, •• •• •• 66 eller 23 46 12 34"),
        ("(+47) 99887766, (99887766)", "•• •• •• 66, (•• •• •• 66)"),
        ("0047 99 88 77 66", "•• •• •• 66"),
        ("org. 998877665", "org. •• •• •• 665"),
        ("9988", "9988"),
        ("siden 2019", "siden 2019"),
        ("99a887766", "99a887766"),
        ("int. 74123", "int. •• •• ••"),
        ("rom 123", "rom 123"),
    ],
)
def test_a_text_is_as_it_was_but_for_the_number(text: str, safe: str) -> None:
    short = phone("+47123", Disclosure.UNCLASSIFIED)
    private = phone("+4799887766", Disclosure.TRANSFER_ONLY, extension="74123")
    assert without_masked(person(phones=(short, private), description=text)).description == safe


def test_a_number_that_may_be_told_elsewhere_stays() -> None:
    both = (phone("+4799887766", Disclosure.UNCLASSIFIED), phone("+4799887766", Disclosure.PUBLIC))
    somebody = person(phones=both, description="tlf 99887766")
    assert without_masked(somebody) == somebody
