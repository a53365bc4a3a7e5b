"""A whole desktop for one test: a virtual display, a session bus, an unlocked keyring, hands and eyes.

Hands are xdotool's key presses; eyes are AT-SPI, what a screen reader would say. Everything lives in one
folder and is gone with it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from support.waiting import wait_until

PROGRAMS = ("Xvfb", "setxkbmap", "xdotool", "dbus-daemon", "gnome-keyring-daemon", "xdg-open")
SYSTEM_PYTHON = "/usr/bin/python3"


def missing_programs() -> list[str]:
    """Return which of the programs a desktop needs are not on this machine."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    check = subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False)
    return missing + ([] if check.returncode == 0 else ["python3-pyatspi"])


@dataclass(frozen=True)
class Node:
    """One accessible object of a window."""

    role: str
    name: str
    description: str
    states: frozenset[str]
    text: str
    depth: int


class Desktop:
    """Starts on ``with``; ``env`` is what a program needs to appear on it."""

    def __init__(self, folder: Path, *, size: str = "1440x900") -> None:
        self.folder = folder
        self.size = size
        self.env: dict[str, str] = {}
        self._stack = ExitStack()
        self._reader: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        runtime = self.folder / "run"
        runtime.mkdir(parents=True, mode=0o700)
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "GTK_A11Y": "none",
        }
        with self._stack as stack:
            self._start_display()
            self._start_bus()
            self._start_keyring()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _start_display(self) -> None:
        read, write = os.pipe()
        process = self._keep(
            [
                "Xvfb",
                "-displayfd",
                str(write),
                "-screen",
                "0",
                f"{self.size}x24",
                "-nolisten",
                "tcp",
                "-noreset",
            ],
            pass_fds=(write,),
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        assert number, f"Xvfb did not start ({process.poll()})"
        self.env["DISPLAY"] = f":{number}"
        # Keys that the layout has not would be pressed through a passing change of it, which may be missed.
        subprocess.run(["setxkbmap", "no"], env=self.env, check=True, timeout=30)

    def _start_bus(self) -> None:
        process = self._keep(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        self.env["DBUS_SESSION_BUS_ADDRESS"] = process.stdout.readline().strip()

    def _start_keyring(self) -> None:
        process = self._keep(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            stdin=subprocess.PIPE,
        )
        assert process.stdin is not None
        process.stdin.write("test\n")
        process.stdin.close()
        wait_until(lambda: self._owns("org.freedesktop.secrets"), what="the keyring on the session bus")

    def _owns(self, name: str) -> bool:
        bus = "org.freedesktop.DBus"
        question = [f"--dest={bus}", "/org/freedesktop/DBus", f"{bus}.NameHasOwner", f"string:{name}"]
        answer = subprocess.run(
            ["dbus-send", "--session", "--print-reply", *question],
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        return "boolean true" in answer.stdout

    def _keep(self, command: list[str], **options: Any) -> subprocess.Popen[str]:
        log = (self.folder / f"{command[0]}.log").open("w")
        options.setdefault("stdout", log)
        process = subprocess.Popen(
            command, env=self.env, stderr=log, text=True, start_new_session=True, **options
        )
        log.close()
        self._stack.callback(stop, process)
        return process

    def start(self, command: list[str], *, log: Path) -> subprocess.Popen[str]:
        """Start a program on this desktop, its output in ``log``; it is stopped with the desktop."""
        with log.open("a") as file:
            process = subprocess.Popen(
                command, env=self.env, stdin=subprocess.DEVNULL, stdout=file, stderr=file, text=True,
                start_new_session=True, cwd=self.folder,
            )  # fmt: skip
        self._stack.callback(stop, process)
        return process

    def register_phone_program(self) -> Path:
        """Make a program this desktop's handler of ``tel:`` and ``sip:``; return where it writes calls."""
        calls = self.folder / "calls.txt"
        script = self.folder / "phone-program"
        script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{calls}"\n')
        script.chmod(0o755)
        schemes = ("x-scheme-handler/tel", "x-scheme-handler/sip")
        applications = self.folder / "data" / "applications"
        applications.mkdir(parents=True)
        (applications / "phone.desktop").write_text(
            "[Desktop Entry]\nType=Application\nName=Phone\n"
            f"Exec={script} %u\nMimeType={';'.join(schemes)};\n"
        )
        config = self.folder / "config"
        config.mkdir(exist_ok=True)
        (config / "mimeapps.list").write_text(
            "[Default Applications]\n" + "".join(f"{scheme}=phone.desktop\n" for scheme in schemes)
        )
        return calls

    # Hands

    def focus(self, title: str, *, seconds: float = 60) -> None:
        """Give the keyboard to the window with this title (there is no window manager to do it)."""
        find = ("search", "--onlyvisible", "--name", title)
        wait_until(lambda: self._xdotool(*find), what=f"a window {title!r}", seconds=seconds)
        window = self._xdotool(*find).split()[-1]
        self._xdotool("windowfocus", "--sync", window)

    def type(self, text: str) -> None:
        """Press the keys of the text, as fast as a good typist."""
        self._xdotool("type", "--delay", "40", "--", text)

    def press(self, *keys: str) -> None:
        """Press keys by their X names: ``Return``, ``Down``, ``alt+1``, ``F7``."""
        self._xdotool("key", "--delay", "40", "--", *keys)

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self.env, capture_output=True, text=True, check=False, timeout=30
        )
        return done.stdout

    def screenshot(self, path: Path) -> None:
        """Save a picture of the whole display (for people who look into a failure)."""
        with suppress(FileNotFoundError):
            subprocess.run(["import", "-window", "root", str(path)], env=self.env, check=False, timeout=30)

    # Eyes

    def read(self, application: str = "switchboard") -> list[Node]:
        """Return everything a screen reader could say of the application now."""
        if self._reader is None:
            self._reader = self._keep(
                [SYSTEM_PYTHON, str(Path(__file__).with_name("screen_reader.py"))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        self._reader.stdin.write(json.dumps({"application": application}) + "\n")
        self._reader.stdin.flush()
        return [
            Node(**{**node, "states": frozenset(node["states"])})
            for node in json.loads(self._reader.stdout.readline() or "[]")
        ]

    def find(self, matches: Callable[[Node], bool]) -> Iterator[Node]:
        return (node for node in self.read() if matches(node))

    def wait_for(self, matches: Callable[[Node], bool], *, what: str, seconds: float = 30) -> Node:
        """Return the first object that matches, as soon as there is one."""
        found: list[Node] = []

        def seen() -> bool:
            found[:] = list(self.find(matches))[:1]
            return bool(found)

        wait_until(seen, what=what, seconds=seconds)
        return found[0]


def stop(process: subprocess.Popen[str]) -> None:
    """Stop a process and everything it started; close its pipes."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()
