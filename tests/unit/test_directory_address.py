from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.directory.address import checked_token, normalise
from switchboard.directory.errors import BadAddress


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("katalog.kommune.no", "https://katalog.kommune.no/"),
        ("  katalog.kommune.no/ \n", "https://katalog.kommune.no/"),
        ("HTTPS://Katalog.Kommune.NO:443", "https://katalog.kommune.no/"),
        ("katalog.kommune.no:8443", "https://katalog.kommune.no:8443/"),
        ("katalog.kommune.no.", "https://katalog.kommune.no/"),
        ("https://intern.kommune.no/katalog", "https://intern.kommune.no/katalog/"),
        ("https://intern.kommune.no/katalog/v1/", "https://intern.kommune.no/katalog/"),
        ("https://katalog.kommune.no/v1/snapshot", "https://katalog.kommune.no/"),
        ("bærum.kommune.no", "https://xn--brum-voa.kommune.no/"),
        ("localhost:8000", "http://localhost:8000/"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000/"),
        ("http://[::1]:8000", "http://[::1]:8000/"),
        ("https://[2001:DB8::1]/", "https://[2001:db8::1]/"),
        ("https://localhost", "https://localhost/"),
    ],
)
def test_an_address_has_one_spelling(typed: str, address: str) -> None:
    assert normalise(typed) == address
    assert normalise(address) == address


@pytest.mark.parametrize(
    "typed", ["http://katalog.kommune.no", "http://10.0.0.1", "http://localhost.evil.no"]
)
def test_a_token_never_travels_unencrypted(typed: str) -> None:
    with pytest.raises(BadAddress) as caught:
        normalise(typed)
    assert "unencrypted" in caught.value.sentence.template


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "ftp://katalog.kommune.no",
        "file:///etc/passwd",
        "https://",
        "https://katalog.kommune.no?token=x",
        "https://katalog.kommune.no/#x",
        "katalog kommune no",
        "https://kata\x00log.no",
        "https://katalog.no:99999",
        "https://katalog.no:0",
        "https://katalog.no:port",
        "https://[::1",
        "https://[zz::1]/",
        "https://-katalog.no",
        "https://katalog..no",
        "https://1.2.3.4.5",
        "https://katalog.no/<script>",
        "x" * 3000,
        "https://ka@ta:log@katalog.no",
        "https://kari:hemmelig@katalog.no",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(BadAddress) as caught:
        normalise(typed)
    assert caught.value.remedy is not None
    assert "hemmelig" not in repr(caught.value) + str(caught.value.sentence.values)


@given(st.text(max_size=60))
def test_no_typing_ends_in_a_traceback(typed: str) -> None:
    try:
        address = normalise(typed)
    except BadAddress:
        return
    assert address.endswith("/")
    assert address.isascii()
    assert normalise(address) == address


def test_a_copied_token_loses_its_white_space() -> None:
    assert checked_token(" abc.DEF-123~+/= \n") == "abc.DEF-123~+/="


@pytest.mark.parametrize("token", ["", " ", "a b", "a\r\nHost: evil", "æ", "x" * 4001, "a\x00"])
def test_what_could_not_stand_in_a_header_is_no_token(token: str) -> None:
    with pytest.raises(BadAddress):
        checked_token(token)
