"""``gateway serve``: the one place that may put the demo's municipality behind the gateway.

Gateway and demo are optional extras and no part of the client, so both are looked up by name and only here.
"""

from __future__ import annotations

import argparse
from importlib import import_module as _module

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words


def serve(args: argparse.Namespace) -> int:
    """Serve a file, a store or, with ``--demo``, a synthetic municipality and its living day."""
    try:
        commands = _module("switchboard.gateway.commands")
        living = _module("switchboard.demo.run").living(args) if args.demo else None
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("switchboard"):
            raise
        raise ExpectedError(
            words("The gateway is not installed: {module} is missing.", module=error.name or "?"),
            words("Install the program with its extra: switchboard[gateway]."),
        ) from None
    code: int = commands.serve(args, living=living)
    return code
