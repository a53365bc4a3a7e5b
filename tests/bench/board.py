"""*board*: the availability of everybody and every unit's figures, from scratch. Peer: ``json.loads`` of the
same people. The rounds of both are interleaved; collections of garbage stay where they fall."""

from __future__ import annotations

import json
import time
from datetime import datetime
from statistics import median
from zoneinfo import ZoneInfo

from common import SEED, people
from report import Figure, emit

from switchboard.demo.city import City
from switchboard.demo.day import LivingDay
from switchboard.directory.wire import encode
from switchboard.domain.board import Board, Tally
from switchboard.domain.model import Person
from switchboard.domain.view import MemoryDirectory

TUESDAY = datetime(2026, 11, 24, 10, 40, tzinfo=ZoneInfo("Europe/Oslo"))
ROUNDS = 5


def main() -> None:
    count = people(__doc__)
    city = City(count, SEED)
    objects = list(city.objects())
    objects += LivingDay(city, SEED).initial(TUESDAY)
    view = MemoryDirectory(objects, service=city.service, contact=TUESDAY)
    lines = [encode(item) for item in objects if isinstance(item, Person)]
    ours: list[float] = []
    peer: list[float] = []
    everybody = Tally()
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        board = Board.of(view, TUESDAY)
        everybody = board.everybody
        board.tally("")  # the sums of every unit
        ours.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        for line in lines:
            json.loads(line)
        peer.append(time.perf_counter() - begin)
    print({status.value: figure for status, figure in everybody.items()})
    emit(
        [
            Figure(
                "board",
                f"availability of {count:,} people, median of {ROUNDS}",
                median(ours) * 1000,
                median(peer) * 1000,
                "ms",
                1.0,
                "json.loads of them",
            )
        ]
    )


if __name__ == "__main__":
    main()
