"""The command line: reads the arguments, picks the command, turns errors into sentences and exit codes."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from switchboard import __version__, profile
from switchboard.arguments import WindowArguments, is_window, usual
from switchboard.domain.errors import ExpectedError

if TYPE_CHECKING:
    import argparse

    from switchboard.vault.courier import Courier

EXIT_ERROR = 1
EXIT_USAGE = 2
EXIT_BUG = 70
EXIT_INTERRUPTED = 130

_WINDOW = "switchboard.start:window"


def moment(text: str) -> datetime:
    """Read ``--at``: an RFC 3339 time; without an offset nobody could know which moment is meant."""
    import argparse

    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write the time as in 2026-12-03T10:30:00+01:00") from None
    if value.tzinfo is None:
        raise argparse.ArgumentTypeError("the time needs an offset from UTC, as in 2026-12-03T10:30:00+01:00")
    return value


def natural(text: str) -> int:
    """Read a whole number from 1."""
    import argparse

    if not text.isascii() or not text.isdigit() or not int(text[:10]) > 0:
        raise argparse.ArgumentTypeError("give a whole number from 1")
    return int(text[:10])


def named(text: str) -> Path:
    """Read a file's or folder's name; an empty one would be the folder we are in."""
    import argparse

    if not text.strip():
        raise argparse.ArgumentTypeError("name a file; this is empty")
    return Path(text)


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of all that is no window."""
    import argparse

    parser = argparse.ArgumentParser(
        prog="switchboard",
        description="Find the person, see who can take the call, put it through.",
        epilog=f"Without a command the window opens.\n{window_parser(add_help=False).format_help()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"switchboard {__version__}")
    parser.add_argument(
        "--profile", metavar="DIR", type=named, help="keep settings, local copy and logs here"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, target: str, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(target=target)
        return sub

    find = command("search", "switchboard.commands.find:search", "Find people and units.")
    find.add_argument(
        "query", nargs="?", metavar="QUERY", help="names, errands, units or numbers, in any order"
    )
    find.add_argument("--stdin", action="store_true", help="one query a line; one answer a line with --json")
    find.add_argument(
        "--limit", type=natural, default=10, metavar="N", help="print so many hits at most (10)"
    )
    find.add_argument("--vocabulary", type=named, metavar="FILE", help="a SKOS vocabulary (RDF/XML)")
    routes = command(
        "routes", "switchboard.commands.find:routes", "Say who can take a call for a person or unit."
    )
    routes.add_argument("id", metavar="ID", help="of a person or unit, as search prints it")
    routes.add_argument(
        "--topic", metavar="T", help="what the call is about: whoever takes such calls comes first"
    )
    cleanup = command(
        "cleanup", "switchboard.commands.cleanup:cleanup", "List what leads should clean up in the directory."
    )
    cleanup.add_argument("--csv", action="store_true", help="print CSV, for a spreadsheet")
    for sub in (find, routes, cleanup):
        sub.add_argument("--data", type=named, metavar="FILE.jsonl", help="answer from a file")
        sub.add_argument("--at", type=moment, metavar="TIME", help="as if it were this time (RFC 3339)")
        sub.add_argument("--json", action="store_true", help="print JSON")

    sync = command("sync", "switchboard.commands.copy:sync", "Bring the local copy up to date.")
    sync.add_argument("--once", action="store_true", help="stop when it is up to date")
    sync.add_argument("--json", action="store_true", help="print JSON")
    command("outbox", "switchboard.commands.copy:outbox", "Say what waits to be sent.")
    command(
        "doctor", "switchboard.commands.copy:doctor", "Check keyring, local copy, service and phone program."
    )
    forget = command(
        "forget", "switchboard.commands.copy:forget", "Wipe the local copy, its key and the token."
    )
    forget.add_argument("--yes", action="store_true", help="do not ask")

    gateway = commands.add_parser(
        "gateway", help="Serve the directory API.", description="Serve the directory API."
    )
    actions = gateway.add_subparsers(title="actions", metavar="ACTION", required=True)

    def action(name: str, text: str) -> argparse.ArgumentParser:
        sub = actions.add_parser(name, help=text, description=text)
        sub.set_defaults(target=f"switchboard.gateway.commands:{name}")
        sub.add_argument("--store", type=named, metavar="FILE", help="the gateway's database")
        return sub

    serve = action("serve", "Serve the directory API over HTTP.")
    serve.set_defaults(target="switchboard.commands.gateway:serve")
    serve.add_argument("--config", type=named, metavar="FILE", help="the gateway's settings (TOML)")
    serve.add_argument("--data", type=named, metavar="FILE.jsonl", help="import this file first")
    serve.add_argument("--host", default=None, metavar="ADDRESS", help="listen here (this computer only)")
    serve.add_argument("--port", type=int, default=None, metavar="N", help="0 takes a free one")
    serve.add_argument(
        "--announce",
        action="store_true",
        help="for programs: print address and an agent's token "
        "as one JSON line, and stop when standard input closes",
    )
    serve.add_argument(
        "--demo", action="store_true", help="serve a synthetic municipality and its living day"
    )
    serve.add_argument(
        "--people", type=natural, default=60_000, metavar="N", help="the size of the demo (60000)"
    )
    serve.add_argument("--seed", type=int, default=1, metavar="N", help="another number is another demo (1)")
    serve.add_argument(
        "--day-speed",
        type=float,
        default=1.0,
        metavar="X",
        help="the demo's day so many times as fast; 0 lets nothing happen",
    )
    load = action("import", "Import a directory file, a calendar (.ics), or a folder of calendars.")
    load.set_defaults(target="switchboard.gateway.commands:import_")
    load.add_argument("file", type=named, metavar="FILE|FOLDER", help="*.jsonl, *.ics, or a folder of *.ics")
    load.add_argument(
        "--config", type=named, metavar="FILE", help="the gateway's settings, such as the calendar codes"
    )
    load.add_argument(
        "--skip-bad-lines", action="store_true", help="import the rest when lines or calendars cannot be used"
    )
    load.add_argument(
        "--allow-shrink", action="store_true", help="import even if more than a tenth of the people would go"
    )
    export = action("export", "Export everything as a directory file.")
    export.add_argument("file", type=named, metavar="FILE", help="write it here")
    token = actions.add_parser("token", help="Manage access.", description="Manage access.")
    token_actions = token.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = token_actions.add_parser("add", help="Make a token and print it once.")
    add.set_defaults(target="switchboard.gateway.commands:token_add")
    add.add_argument("name", metavar="NAME", help='whom it is for, as in "desk 1"')
    add.add_argument("--role", choices=("agent", "lead"), required=True, help="what it allows")
    remove = token_actions.add_parser("remove", help="Make a token invalid at once.")
    remove.set_defaults(target="switchboard.gateway.commands:token_remove")
    remove.add_argument("name", metavar="NAME", help="whom it was for")
    known = token_actions.add_parser("list", help="Say who has a token, and in which role.")
    known.set_defaults(target="switchboard.gateway.commands:token_list")
    for sub in (add, remove, known):
        sub.add_argument("--store", type=named, metavar="FILE", help="the gateway's database")
    return parser


def _read_window(arguments: Sequence[str]) -> WindowArguments:
    """Read the window's arguments; the usual ones without the parser, which takes long to load."""
    if (read := usual(arguments)) is None:
        return window_parser().parse_args(arguments, WindowArguments())
    window = WindowArguments()
    folder, caller = read
    if folder is not None:
        window.profile = Path(folder)
    if caller is not None:
        window.caller = caller
    return window


def window_parser(*, add_help: bool = True) -> argparse.ArgumentParser:
    """Return the parser of what the window takes."""
    import argparse

    parser = argparse.ArgumentParser(
        prog="switchboard", argument_default=argparse.SUPPRESS, add_help=add_help
    )
    parser.add_argument(
        "--profile", metavar="DIR", type=named, help="keep settings, local copy and logs here"
    )
    parser.add_argument("--demo", action="store_true", help="show a synthetic municipality")
    parser.add_argument("--people", type=natural, metavar="N", help="its size (60000)")
    parser.add_argument("--seed", type=int, metavar="N", help="another number is another municipality (1)")
    parser.add_argument(
        "--day-speed", type=float, metavar="X", help="its day so many times as fast; 0 lets nothing happen"
    )
    parser.add_argument(
        "--tour", type=named, metavar="DIR", help="walk through the window and leave pictures here"
    )
    parser.add_argument("caller", nargs="?", metavar="tel:…|URL", help="who is calling")
    return parser


def run(arguments: Sequence[str], courier: Courier | None = None) -> int:
    """Run one command; return its exit code. Bad input ends in a sentence, never in a traceback.

    ``courier`` is on the way for the secrets of a window's profile."""
    parsed: WindowArguments | argparse.Namespace
    target = _WINDOW
    if is_window(arguments):
        parsed = _read_window(arguments)
        parsed.courier = courier
    else:
        parser = command_parser()
        parsed = parser.parse_args(arguments)
        target = getattr(parsed, "target", "")
        if not target:
            parser.print_help()
            return EXIT_USAGE
    profile.choose(parsed.profile)
    module, _, function = target.partition(":")
    try:
        code: int = getattr(importlib.import_module(module), function)(parsed)
        sys.stdout.flush()
    except ExpectedError as error:
        from switchboard.commands.complaint import complain

        complain(error)
        return EXIT_ERROR
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has stopped; Python would complain once more while closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _bug(error)
        print("switchboard: No space is left to write to. Make room and try again.", file=sys.stderr)
        return EXIT_ERROR
    except Exception as error:  # noqa: BLE001 - the last net: a bug becomes a report, not a traceback
        return _bug(error)
    return code


def _bug(error: Exception) -> int:
    from switchboard.crash import report

    path = report(error)
    print(
        "switchboard: this is a bug, sorry. Nothing was lost. "
        + (f"A report without personal data is in {path}." if path else "No report could be written."),
        file=sys.stderr,
    )
    return EXIT_BUG
