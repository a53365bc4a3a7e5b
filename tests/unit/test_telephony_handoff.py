"""Calls handed to the system's phone program."""

from __future__ import annotations

import pytest

from switchboard.domain.errors import ExpectedError
from switchboard.telephony import CallRequest
from switchboard.telephony.handoff import SystemHandoff, address_of


@pytest.mark.parametrize(
    ("request_", "scheme", "domain", "address"),
    [
        (CallRequest("+4723461234"), "tel", "", "tel:+4723461234"),
        (CallRequest("+4723461234", "1234"), "tel", "", "tel:+4723461234"),
        (CallRequest("+4723461234"), "sip", "", "sip:+4723461234"),
        (CallRequest("+4723461234"), "sip", "pbx.example.org", "sip:+4723461234@pbx.example.org;user=phone"),
        (
            CallRequest("+4723461234", "1234"),
            "sip",
            "pbx.example.org:5061",
            "sip:1234@pbx.example.org:5061;user=phone",
        ),
    ],
)
def test_the_address_that_is_dialled(request_: CallRequest, scheme: str, domain: str, address: str) -> None:
    assert address_of(request_, scheme, domain) == address  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "extension"),
    [
        ("23461234", None),
        ("+4723461234;phone-context=evil", None),
        ("+47 23461234", None),
        ("", None),
        ("+4723461234", "12;ext=9"),
        ("+4723461234", ""),
        ("+4723461234@elsewhere.example", None),
        ("+٤٧٢٣٤٦١٢٣٤", None),
    ],
)
def test_nothing_but_digits_is_dialled(number: str, extension: str | None) -> None:
    dialled: list[str] = []
    control = SystemHandoff(lambda address: bool(dialled.append(address)) or True)
    with pytest.raises(ExpectedError) as error:
        control.put_through(CallRequest(number, extension))
    assert not dialled
    assert not number or number not in str(error.value.sentence.values)


def test_a_missing_phone_program_is_said_without_the_number() -> None:
    control = SystemHandoff(lambda _: False)
    with pytest.raises(ExpectedError) as error:
        control.put_through(CallRequest("+4799887766"))
    assert dict(error.value.sentence.values) == {"scheme": "tel:"}
    assert error.value.remedy is not None


def test_an_unusable_sip_domain_is_refused_before_any_call() -> None:
    with pytest.raises(ExpectedError):
        SystemHandoff(lambda _: True, "sip", "pbx.example.org/../x")


def test_a_request_shows_no_digits_when_it_is_printed() -> None:
    assert "9988" not in repr(CallRequest("+4799887766", "9988"))
