"""Make mutmut's mutants of the domain, and run its tests against them.

mutmut starts pytest anew for every mutant and gives it a time by the wall clock. Here pytest collects once,
and each mutant is a fork of that process in which the tests that reach the changed function run, those that
noticed its neighbours first, until one fails. What a mutant may use is processor time, so that a busy machine
makes nobody late. No test has run in the process that is forked, so nothing is remembered that would hide a
mutant. Functions that run while a module is imported are tried in a process of their own too.

Run by ``packaging/mutants.sh`` in the copy it makes. The mutants that are named as arguments (``module.*`` or
in full) are run again; without names those are run that have not been.
"""

from __future__ import annotations

import fnmatch
import gc
import json
import math
import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest
from mutmut.__main__ import copy_also_copy_files, copy_src_dir, create_mutants, setup_source_paths
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

DOMAIN = Path("switchboard", "domain")
PYTEST = ["-q", "-s", "-p", "no:cacheprovider", "--rootdir=.", "--tb=no", "tests/unit"]
ALLOWED = 10.0
"""Times what the tests take unchanged, and at the least so many seconds."""

Results = dict[str, int | None]


class Meta:
    """mutmut's own notes of what came of a module's mutants: 0 survived, 1 killed, -24 by time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = json.loads(file.read_text(encoding="utf-8"))
        self.results: Results = self._known["exit_code_by_key"]

    def note(self, mutant: str, exit_code: int) -> None:
        self.results[mutant] = exit_code
        # Whoever interrupts finds all notes or those before.
        written = self._file.with_suffix(".new")
        written.write_text(json.dumps(self._known, indent=4), encoding="utf-8")
        written.replace(self._file)


class Runner:
    """A pytest plugin that runs mutants in place of the tests that were collected."""

    def __init__(self, wanted: list[str], at_import: set[str]) -> None:
        self._wanted = wanted
        self._at_import = at_import
        self._failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed = self._failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        reached, seconds = self._unchanged(session.items)
        noticed_by: dict[str, list[int]] = defaultdict(list)
        # Children that collect nothing copy no pages; they live for moments.
        gc.collect()
        gc.disable()
        todo = [(meta, name) for meta in metas() for name in meta.results if self._is_wanted(meta, name)]
        for number, (meta, name) in enumerate(todo, 1):
            function = name.rpartition("__mutmut_")[0]
            tests = sorted(reached.get(function, ()), key=seconds.__getitem__)
            first = [test for test in reversed(noticed_by[function][-3:]) if test in tests]
            order = [*dict.fromkeys(first), *(test for test in tests if test not in first)]
            allowed = math.ceil(ALLOWED + ALLOWED * sum(seconds[test] for test in order))
            exit_code, by = self._try(name, [session.items[test] for test in order], allowed)
            if by is not None:
                noticed_by[function].append(order[by])
            elif exit_code == 0 and function in self._at_import:
                exit_code = from_the_beginning(name)
            meta.note(name, exit_code)
            print(f"{number} of {len(todo)}: {name} {exit_code}", flush=True)
        return True

    def _is_wanted(self, meta: Meta, name: str) -> bool:
        if self._wanted:
            return any(name == wanted or fnmatch.fnmatch(name, wanted) for wanted in self._wanted)
        return meta.results[name] is None

    def _unchanged(self, items: list[pytest.Item]) -> tuple[dict[str, list[int]], list[float]]:
        """Run every test without any mutant; which of them reach which function, and how long they take."""
        receive, send = os.pipe()
        if os.fork() == 0:
            os.close(receive)
            set_mutant_under_test("stats")
            reached: dict[str, list[int]] = defaultdict(list)
            seconds = []
            for number, item in enumerate(items):
                state()._stats.clear()
                begun = time.process_time()
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                seconds.append(time.process_time() - begun)
                for function in state()._stats:
                    reached[function].append(number)
            with os.fdopen(send, "w") as pipe:
                pipe.write("null" if self._failed else json.dumps([reached, seconds]))
            os._exit(0)
        os.close(send)
        with os.fdopen(receive) as pipe:
            found = json.loads(pipe.read())
        os.wait()
        if found is None:
            raise pytest.UsageError("a test fails without any mutant")
        return found[0], found[1]

    def _try(self, mutant: str, items: list[pytest.Item], allowed: int) -> tuple[int, int | None]:
        """Return the exit code (0: no test failed) and which test failed."""
        receive, send = os.pipe()
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (allowed, allowed + 5))
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            set_mutant_under_test(mutant)
            for number, item in enumerate(items):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                if self._failed:
                    os.write(send, str(number).encode())
                    os._exit(1)
            os._exit(0)
        os.close(send)
        by = os.read(receive, 20)
        os.close(receive)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status), int(by) if by else None


def metas() -> list[Meta]:
    return [Meta(file) for file in sorted(DOMAIN.glob("*.py.meta"))]


def from_the_beginning(mutant: str) -> int:
    """Return 1 when a test fails, or nothing can be imported, with the mutant there from the beginning."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and tests
        [sys.executable, "-m", "pytest", "-x", *PYTEST],
        env={**os.environ, "MUTANT_UNDER_TEST": mutant, "PYTHONPATH": "."},
        capture_output=True,
        check=False,
    )
    return int(done.returncode != 0)


def make() -> None:
    """Write the mutants. What mutmut made before and has not changed keeps its results."""
    set_mutant_under_test("mutant_generation")
    Path("mutants").mkdir(exist_ok=True)
    copy_src_dir()
    copy_also_copy_files()
    setup_source_paths()
    create_mutants(1)


class Imports:
    """Notes, when everything is collected, which functions have run already."""

    def __init__(self, found: set[str]) -> None:
        self._found = found

    def pytest_collection_finish(self, session: pytest.Session) -> None:  # noqa: ARG002 - pytest's
        self._found |= state()._stats
        state()._stats.clear()
        set_mutant_under_test("")


def main() -> None:
    make()
    os.chdir("mutants")
    sys.path.insert(0, ".")
    set_mutant_under_test("stats")
    at_import: set[str] = set()
    sys.exit(pytest.main(PYTEST, plugins=[Imports(at_import), Runner(sys.argv[1:], at_import)]))


if __name__ == "__main__":
    main()
