"""Reads windows as a screen reader would, over AT-SPI. Runs under the system's Python (python3-pyatspi).

One JSON request a line on standard input (``{"application": NAME}``), one answer a line: every accessible
object of that application as ``{"role", "name", "description", "states", "text"}``, depth first.
"""

import json
import sys

import pyatspi


def nodes(accessible, depth=0):
    try:
        role = accessible.getRoleName()
        states = accessible.getState()
        yield {
            "role": role,
            "name": accessible.name,
            "description": accessible.description,
            "depth": depth,
            "states": [
                label
                for label, state in (
                    ("focused", pyatspi.STATE_FOCUSED),
                    ("selected", pyatspi.STATE_SELECTED),
                    ("showing", pyatspi.STATE_SHOWING),
                    ("enabled", pyatspi.STATE_ENABLED),
                    ("active", pyatspi.STATE_ACTIVE),
                )
                if states.contains(state)
            ],
            "text": text_of(accessible),
        }
        count = min(accessible.childCount, 200)
    except Exception:  # the window may change while it is read; what is gone is not read
        return
    if depth < 40:
        for index in range(count):
            try:
                child = accessible.getChildAtIndex(index)
            except Exception:
                continue
            if child is not None:
                yield from nodes(child, depth + 1)


def text_of(accessible):
    try:
        return accessible.queryText().getText(0, -1)
    except Exception:
        return ""


def main():
    for line in sys.stdin:
        wanted = json.loads(line)["application"]
        found = []
        try:
            desktop = pyatspi.Registry.getDesktop(0)
            for index in range(desktop.childCount):
                application = desktop.getChildAtIndex(index)
                if application is not None and application.name == wanted:
                    found.extend(nodes(application))
        except Exception:
            found = []
        print(json.dumps(found), flush=True)


main()
