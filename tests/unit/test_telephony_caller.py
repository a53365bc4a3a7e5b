"""Who is calling, as another program hands it over."""

from __future__ import annotations

import pytest

from switchboard.domain.errors import ExpectedError
from switchboard.telephony.caller import caller_of


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("tel:+4722334455", "+4722334455"),
        ("TEL:22%2033%2044%2055", "22334455"),
        ("tel:+47-22-33-44-55;ext=12", "+4722334455"),
        ("sip:22334455@pbx.example.org;user=phone", "22334455"),
        ("sips:+4722334455@pbx.example.org:5061", "+4722334455"),
        ("callto://(22)33.44.55", "22334455"),
    ],
)
def test_the_number_of_the_caller(address: str, number: str) -> None:
    assert caller_of(address) == number


@pytest.mark.parametrize(
    "address",
    [
        "",
        "tel:",
        "tel:kari",
        "sip:kari@example.org",
        "https://example.org",
        "tel:+" + "1" * 99,
        "tel:٢٢٣٣",
    ],
)
def test_what_is_no_number_is_refused_without_being_repeated(address: str) -> None:
    with pytest.raises(ExpectedError) as error:
        caller_of(address)
    assert error.value.sentence.values == ()
