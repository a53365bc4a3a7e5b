"""An index begun before there is a desk: taken once, made again when it failed or is not wanted."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.town import copy_of, town
from support.waiting import wait_until

from switchboard.cache import Cache, CacheDamagedError
from switchboard.cache.errors import damaged
from switchboard.desk.begun import Begun
from switchboard.desk.catalogue import Catalogue
from switchboard.search.index import Index


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Begun]:
    cache = copy_of(town())
    begun = Begun(cache, None, pytest.fail)
    yield begun
    begun.lane.stop()
    cache.close()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each index that was made was built anew."""
    made: list[bool] = []
    make = Catalogue.make

    def noted(catalogue: Catalogue, cache: Cache, *, rebuild: bool = False) -> tuple[Index, int]:
        made.append(rebuild)
        return make(catalogue, cache, rebuild=rebuild)

    monkeypatch.setattr(Catalogue, "make", noted)
    return made


def test_what_was_begun_is_taken_once(begun: Begun, made: list[bool]) -> None:
    assert begun.number == 0
    begun.begin()
    assert begun.lane.idle(30)
    first = begun.make(rebuild=False)
    assert made == [False]
    assert len(first) > 0
    assert begun.number == 1
    assert begun.make(rebuild=False) is not first
    assert made == [False, False]


def test_whoever_wants_another_gets_another(begun: Begun, made: list[bool]) -> None:
    begun.begin()
    assert begun.lane.idle(30)
    begun.make(rebuild=True)
    begun.make(rebuild=False)
    assert made == [False, True, False]


def test_what_goes_wrong_is_heard_of_by_whoever_takes_it(
    begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = threading.Event()

    def fail(*_: object, **__: object) -> tuple[Index, int]:
        tried.set()
        raise damaged()

    monkeypatch.setattr(Catalogue, "make", fail)
    begun.begin()
    wait_until(tried.is_set, what="the first try")
    assert begun.lane.idle(30)
    with pytest.raises(CacheDamagedError):
        begun.make(rebuild=False)
