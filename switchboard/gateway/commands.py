"""``switchboard gateway …``: serve, import, export, and who may ask."""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from switchboard import profile
from switchboard.directory.files import said_again
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import DirectoryObject, Service, Tombstone
from switchboard.domain.words import English, Words, counted, many, say, words
from switchboard.gateway import calendars, transfer
from switchboard.gateway.config import Config, check, load
from switchboard.gateway.housekeeping import sweeping
from switchboard.gateway.serving import Server
from switchboard.gateway.store import Store
from switchboard.gateway.tokens import Role

_log = logging.getLogger(__name__)
_SHOWN_LINES = 20


class Living(Protocol):
    """A source that fills the store and goes on changing it, such as the demo's municipality."""

    @property
    def service(self) -> Service:
        """The municipality's name, country, zone and languages."""

    def objects(self) -> Iterable[DirectoryObject]:
        """Return everything there is at the start."""

    def run(
        self, commit: Callable[[Sequence[DirectoryObject | Tombstone]], str], stop: threading.Event
    ) -> None:
        """Commit changes until ``stop`` is set; called in a thread of its own."""


def serve(args: argparse.Namespace, *, living: Living | None = None) -> int:
    """Serve the directory API until told to stop."""
    config = _config(args)
    check(config)
    kept = config.store
    if kept is None and living is None and args.data is None:
        kept = _default_store()
    with _open(kept, config) as store:
        if args.data is not None:
            reading = transfer.read(args.data)
            _refuse_bad(
                reading, words("Mend them, or import the rest with `gateway import --skip-bad-lines`.")
            )
            transfer.load(store, reading)
        if living is not None:
            store.set_service(living.service)
            store.commit(living.objects())
        if config.name is not None:
            store.set_service(replace(store.service, name=config.name))
        _serve(store, config, announce=args.announce, living=living, kept=kept is not None)
    return 0


def _serve(store: Store, config: Config, *, announce: bool, living: Living | None, kept: bool) -> None:
    guest = store.add_guest("this session", Role.AGENT) if announce or not (kept and store.tokens()) else None

    def ready() -> None:
        if announce:
            print(json.dumps({"url": server.url, "token": guest}), flush=True)
            return
        people = many(store.counts()["persons"], "person", "people")
        print(f"Serving {people} at {server.url}")
        if guest is not None:
            print(f"An agent's token, good until this ends: {guest}")
            if kept:
                print("Make a lasting one with: switchboard gateway token add NAME --role agent")
        print("Ctrl+C stops.", flush=True)

    server = Server(store, config, ready=ready)
    if announce:
        threading.Thread(target=_stop_with_parent, args=(server,), name="gateway-parent", daemon=True).start()
    keep = timedelta(days=config.keep_outcomes_days)
    with sweeping(store, keep), calendars.watching(store, config.calendar), _lively(store, living):
        server.run_here()


def _stop_with_parent(server: Server) -> None:
    # Whoever started us holds the other end of this pipe; when they are gone, however, it closes.
    # Read beneath `sys.stdin`: its lock, held by a waiting thread, would crash the interpreter's end.
    if sys.stdin is not None:
        while os.read(sys.stdin.fileno(), 4096):
            pass
    server.stop()


@contextlib.contextmanager
def _lively(store: Store, living: Living | None) -> Iterator[None]:
    stop = threading.Event()

    def live() -> None:
        try:
            if living is not None:
                living.run(store.commit, stop)
        except ExpectedError as error:
            # The gateway goes on serving what it has; its sentence has no values in the log.
            _log.error("nothing happens any more: %s", error)

    thread = threading.Thread(target=live, name="gateway-living")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def import_(args: argparse.Namespace) -> int:
    """Take over a directory file, a calendar, or a folder of calendars."""
    config = Config() if args.config is None else load(args.config)
    kept = args.store or config.store or _default_store()
    if calendars.is_calendar(args.file):
        return _import_calendars(args, kept, config)
    reading = transfer.read(args.file)
    if reading.bad and not args.skip_bad_lines:
        _refuse_bad(
            reading, words("Mend them, or import the rest with --skip-bad-lines. Nothing was imported.")
        )
    with _open(kept, config) as store:
        done = transfer.load(store, reading, allow_shrink=args.allow_shrink)
    for line in _bad_lines(reading):
        print(line, file=sys.stderr)
    if reading.again:
        print(said_again(reading.again), file=sys.stderr)
    for note in reading.notes:
        print(f"{note.ref.kind.value} {note.ref.id}: {_english(note.why)}", file=sys.stderr)
    objects = many(done.objects, "object", "objects")
    print(f"Imported {objects}; removed {done.removed:,} that the file does not have.")
    parts = {bad.number for bad in reading.bad if bad.part}
    if whole := sum(not bad.part for bad in reading.bad):
        print(f"Passed over {many(whole, 'line', 'lines')} that cannot be used.")
    if parts:
        print(f"Left out what cannot be used of {many(len(parts), 'line', 'lines')}.")
    return 0


def _import_calendars(args: argparse.Namespace, kept: Path, config: Config) -> int:
    if not kept.is_file():
        raise ExpectedError(
            words("There is no gateway's database {file}.", file=str(kept)),
            words("Import the people first: a calendar belongs to somebody in the directory."),
        )
    with _open(kept, config) as store:
        reading = calendars.read(args.file, store, config.calendar, datetime.now(UTC))
        for note in (*reading.bad, *reading.passed, *reading.notes):
            print(f"{note.file}: {_english(note.why)}", file=sys.stderr)
        if reading.bad and not args.skip_bad_lines:
            raise ExpectedError(
                counted(
                    len(reading.bad),
                    "{count} calendar cannot be used; nothing was imported.",
                    "{count} calendars cannot be used; nothing was imported.",
                ),
                words("Mend them, or import the rest with --skip-bad-lines."),
            )
        done = calendars.load(store, reading)
    print(
        f"Imported {many(done.absences, 'absence', 'absences')} of "
        f"{many(done.people, 'person', 'people')}; "
        f"removed {done.removed:,} that their calendars no longer have."
    )
    if reading.passed:
        print(f"Passed over {many(len(reading.passed), 'calendar', 'calendars')} of nobody in the directory.")
    return 0


def export(args: argparse.Namespace) -> int:
    """Write the whole directory, shielded people included, to a file."""
    with _existing(args) as store:
        count = transfer.write(store, args.file)
    objects = many(count, "object", "objects")
    print(f"Exported {objects}. The file holds shielded people too: keep it where they are safe.")
    return 0


def token_add(args: argparse.Namespace) -> int:
    """Make a token and print it, alone on its line, this once."""
    with _open(args.store or _default_store(), Config()) as store:
        token = store.add_token(args.name, Role(args.role))
    print(token)
    print("Give it to whoever needs it over a safe way; it cannot be shown again.", file=sys.stderr)
    return 0


def token_list(args: argparse.Namespace) -> int:
    """Print who has a token, and in which role."""
    with _existing(args) as store:
        for viewer in store.tokens():
            print(f"{viewer.role.value}\t{viewer.name}")
    return 0


def token_remove(args: argparse.Namespace) -> int:
    """Make a token invalid at once, also for a gateway that is running."""
    with _existing(args) as store:
        if not store.remove_token(args.name):
            raise ExpectedError(
                words("There is no token of this name."), words("`gateway token list` names them.")
            )
    print("Removed; whoever uses it is refused from now on.")
    return 0


def _config(args: argparse.Namespace) -> Config:
    config = Config() if args.config is None else load(args.config)
    said = {"host": args.host, "port": args.port, "store": args.store}
    return replace(config, **{name: value for name, value in said.items() if value is not None})


def _default_store() -> Path:
    return profile.current().data / "gateway.db"


def _open(path: Path | None, config: Config) -> Store:
    if path is not None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise ExpectedError(
                words(
                    "The folder {folder} cannot be made: {reason}.",
                    folder=str(path.parent),
                    reason=error.strerror or "?",
                ),
                words("Check the path and your rights to it."),
            ) from None
    return Store(path, limits=config.limits)


def _existing(args: argparse.Namespace) -> Store:
    path: Path = args.store or _default_store()
    if not path.is_file():
        raise ExpectedError(
            words("There is no gateway's database {file}.", file=str(path)),
            words("Name it with --store, or make one with `gateway import`."),
        )
    return Store(path)


def _refuse_bad(reading: transfer.Reading, remedy: Words) -> None:
    if reading.bad:
        for line in _bad_lines(reading):
            print(line, file=sys.stderr)
        raise ExpectedError(
            counted(
                len({bad.number for bad in reading.bad}),
                "{count} line of the file cannot be used.",
                "{count} lines of the file cannot be used.",
            ),
            remedy,
        )


def _bad_lines(reading: transfer.Reading) -> Iterator[str]:
    for bad in reading.bad[:_SHOWN_LINES]:
        yield f"line {bad.number}: {bad.reason}"
    if len(reading.bad) > _SHOWN_LINES:
        yield f"… and {many(len(reading.bad) - _SHOWN_LINES, 'more line', 'more lines')}"


def _english(sentence: Words) -> str:
    return say(sentence, English(ZoneInfo("UTC"), datetime.now(UTC)))
