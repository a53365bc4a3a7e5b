"""How numbers are written at home and abroad."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.domain.numbering import grouped


@pytest.mark.parametrize(
    ("number", "country", "text"),
    [
        ("+4723461234", "NO", "23 46 12 34"),
        ("+4702180", "NO", "02180"),
        ("+47815493000", "NO", "815 49 30 00"),
        ("+4723461234", "SE", "+47 23 46 12 34"),
        ("+4533123456", "DK", "33 12 34 56"),
        ("+4533123456", "NO", "+45 33 12 34 56"),
        ("+46812345678", "NO", "+46 8 123 456 78"),
        ("+46812345678", "SE", "08-123 456 78"),
        ("+468123456", "SE", "08-12 34 56"),
        ("+46850000012", "SE", "08-500 000 12"),
        ("+4681234567", "SE", "08-123 45 67"),
        ("+46701234567", "SE", "070-123 45 67"),
        ("+46317654321", "SE", "031-765 43 21"),
        ("+4631123456", "SE", "031-12 34 56"),
        ("+4692212345", "SE", "0922-123 45"),
        ("+46112", "SE", "112"),
        ("+4611414", "SE", "11414"),
        ("+358912345678", "FI", "09 123 45678"),
        ("+358401234567", "FI", "040 123 4567"),
        ("+35891234567", "SE", "+358 9 123 4567"),
        ("+3545551234", "IS", "555 12 34"),
        ("+12025550123", "NO", "+1 202 555 0123"),
        ("+35812345", "NO", "+358 12345"),
        ("+358123456", "NO", "+358 12 34 56"),
        ("+493012345678", "NO", "+49 30 12 34 56 78"),
        ("+74951234567", "NO", "+7 49 51 23 45 67"),
        ("+12025550", "NO", "+1 202 55 50"),
        ("+46", "NO", "+46"),
        ("+47", "NO", ""),
    ],
)
def test_digits_stand_in_groups(number: str, country: str, text: str) -> None:
    assert grouped(number, country=country) == text
    if country == "NO":
        assert grouped(number) == text


@given(
    st.from_regex(r"\+[1-9]\d{2,14}", fullmatch=True),
    st.sampled_from(["NO", "DK", "SE", "FI", "IS", "FO", "GL", ""]),
)
def test_no_digit_is_lost_and_only_a_trunk_zero_added(number: str, country: str) -> None:
    text = grouped(number, country=country)
    shown = "".join(c for c in text if c.isdigit())
    if text.startswith("+"):
        assert shown == number[1:]
    elif country in ("SE", "FI"):
        assert number.endswith(shown.removeprefix("0") if not number.endswith(shown) else shown)
    else:
        assert number.endswith(shown)
    assert text == text.strip()
    assert "  " not in text
