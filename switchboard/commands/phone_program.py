"""Which program the system starts for ``tel:`` and ``sip:`` addresses, as far as it can be asked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from enum import Enum


class Found(Enum):
    """What is known: there is one, there is none, or the system cannot be asked."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def find(scheme: str) -> Found:
    """Ask the system for the program of an address scheme; starts none."""
    if sys.platform == "win32":
        return _windows(scheme)
    if sys.platform == "darwin":
        # Launch Services answer to programs with a window only.
        return Found.UNKNOWN
    return _freedesktop(scheme)


def _freedesktop(scheme: str) -> Found:
    tool = shutil.which("xdg-mime")
    if tool is None:
        return Found.UNKNOWN
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command line
            [tool, "query", "default", f"x-scheme-handler/{scheme}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Found.UNKNOWN
    return Found.YES if done.stdout.strip() else Found.NO


if sys.platform == "win32":
    import winreg

    def _windows(scheme: str) -> Found:
        choice = rf"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\{scheme}\UserChoice"
        for root, path in ((winreg.HKEY_CURRENT_USER, choice), (winreg.HKEY_CLASSES_ROOT, scheme)):
            try:
                winreg.CloseKey(winreg.OpenKey(root, path))
            except OSError:
                continue
            return Found.YES
        return Found.NO
