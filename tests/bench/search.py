"""Searching: every keystroke's time and what is found through noise, beside three peers on the same people.

    .venv/bin/python tests/bench/search.py --people 60000

Keystrokes are told in CPU time, which sharing a machine disturbs less; all engines search on this thread, the
same typed queries, in rounds that take turns. Of each key the best round counts, because what a neighbour
does to the caches of a machine hits half a millisecond harder than thirty. Ours forgets between rounds
whatever it keeps from one key for the next. Figures of the first round alone stand beside. Ours are told
twice: finding the hits, as the peers do, and with the first 24 of them (a screen) explained.

    .venv/bin/python tests/bench/search.py --seed 7 --found

``--found`` tells only what ours finds, in a city of any seed: rules are tuned on cities 1 to 4.

Cases have numbers. Rules were tuned on those with even numbers; only those with odd ones are reported.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from report import Figure, emit, percentile
from search_noise import Case, cases
from search_peers import Search, fts5, rapidfuzz_names, rows, tantivy_fuzzy
from search_written import errands_said, handwritten, said_of_staff, staff, with_staff

from switchboard.demo.city import City
from switchboard.domain.model import Person, Unit
from switchboard.search.index import Index
from switchboard.search.vocabulary import Vocabulary

BAR_TANTIVY, BAR_FTS5 = 1 / 5, 1 / 20
FIRST, AMONG_TEN, FIRST_OF_A_KIND = 0.985, 0.998, 0.95
"""What is to be found of all kinds together and of each kind that means one person."""
MANY_HAVE = ("initials in one word",)
"""Kinds whose cases others may mean, too, who are not told apart by rule: of "js omsorg" some J. S. has it as
a keyword. They have no bar of their own."""
OWN_WORDS = "errands "
"""So begins the name of a kind in which callers tell their errand in their own words, and nobody's name."""
ROUNDS = 3
SCREEN = 24

NONSENSE = (
    "a" * 10_000, "kari " * 2_000, "1" * 10_000, "ab " * 5_000, "…—!?" * 100, "'; DROP TABLE persons; --",
    "' OR 1=1 --", "(.*)+$", "[^]{9999}", "a.*b|c?d+(e)", "😀👍🏽" * 50, "شركة\u202eنص محمد", "\u2066\u202e",
    "kari\0nordmann", "kari\r\nnordmann\r\n+47 23 46 12 34\r\nsaksbehandler", "%s%n%x",
    "<script>alert(1)</script>",
    " ".join("abcdefghijklmnop"), " ".join(["hansen"] * 16), "e" * 40, "anne" * 10, "é\u0301" * 300,
    "xqzjvwkp xqzjvwkpq qxzjvwkp", "9" * 16, "\ud800", "@" * 50, "\t\n\v",
    " ".join(["ﷺ" * 37] * 15), "ﷺ" * 600,
    "strand pedersen nygård kristin holm lunde knudsen trine eriksen jan inger berge hansen moen berit lie",
    "svein haugen karlsen bjørg emma solheim johannessen hansen",
    "utebod på verandaen navnefest læra norsk talemaskin barneklær støtte kurs mobbing skiltet er snudd",
    "wifi lesevansker nybakte foreldre molok bitt av hund brann i søppel dekke kontingent åpne restaurant",
    "cxhåtoat yøian uuwjl æcauktyæ nhgecptaaeeæ xgjiåøfc adgpvkcx øeeibæøuf iiåum øuæyfayc vdyop i u o ø",
    "hodfn aatøkin hadžićænikol chrøstensenk husaåyhj aålufatah ojse sokkl bieđvurri öwglind krokkøx ti",
    "beredskapshjem-furuset-søknad-uteservering-bruksendring-ansvarsrett-gravemelding-skjenkebevilling",
    "jus-grønnberg-byarkivet-omsorgsovertakelse-kløverenga-samvær-skjema-hjelpetiltak-rehabilitering-lønn",
    "kontor og støttefunksjoner kontor og elevtjeneste harene kommuneoverlegen maurene revene solstrålen",
    "underskrive for min mor lillixn moen aæzxuirø fasadeendring soindevang vann hopland boligkontoret bråk",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=120, help="queries of each kind of noise")
    parser.add_argument("--typed", type=int, default=240, help="queries typed letter by letter")
    parser.add_argument("--found", action="store_true", help="only what is found, and by ours alone")
    arguments = parser.parse_args()

    objects = list(City(arguments.people, arguments.seed).objects())
    persons = [item for item in objects if isinstance(item, Person)]
    units = [item for item in objects if isinstance(item, Unit)]
    written = handwritten(persons)
    persons += [case.somebody for case in written if case.somebody is not None]
    # The staff come when the city's own cases are made: those stay what they were.
    some = staff(units)
    of_city = [*with_staff(cases(persons, units, arguments.each, arguments.seed), some), *written]
    persons += some
    asked = [*of_city, *said_of_staff(persons, units, some), *errands_said(persons, units)]
    asked = [case for case in asked if case.number % 2]
    rng = random.Random(arguments.seed)
    typed = [case.query for case in rng.sample(asked, min(arguments.typed, len(asked)))]

    index = timed_build(persons, units)
    index.use(Vocabulary.shipped())
    if arguments.found:
        tell(recall(lambda query: [hit.ref.id for hit in index.search(query).hits], asked))
        return
    figures = list(upkeep(index, persons))
    everybody = rows(persons, units)
    engines: dict[str, Search] = {
        "ours": lambda query: [hit.ref.id for hit in index.search(query).hits],
        "plain FTS5": fts5(everybody),
        "tantivy fuzzy": tantivy_fuzzy(everybody),
        "rapidfuzz": rapidfuzz_names(everybody),
    }
    # The data's own objects would be walked by the collector in the middle of anybody's keystroke.
    gc.collect()
    gc.freeze()
    # As in the window, which collects when nobody types.
    gc.set_threshold(200_000, 10, 10)
    rounds: dict[str, list[list[float]]] = {name: [] for name in engines}
    senseless: list[list[float]] = []
    for _ in range(ROUNDS):
        # Beside our own keys, as the clock of a machine may have several speeds.
        senseless.append([cold(index, query) for query in NONSENSE])
        for name, search in engines.items():
            forget(index)
            # A scan takes as long whatever is typed.
            rounds[name].append(keystrokes(search, typed[: 5 if name == "rapidfuzz" else None]))
    times = {name: [min(key) for key in zip(*some, strict=True)] for name, some in rounds.items()}
    right = {}
    for name, search in engines.items():
        right[name] = recall(search, asked)
        print(f"  {name}: {len(times[name])} keystrokes, {sum(times[name]):,.1f} s", flush=True)
    figures += list(speed(times))
    figures += list(speed({name: some[0] for name, some in rounds.items()}, ", one round"))
    figures += list(explained(index, typed))
    worst = max(min(some) for some in zip(*senseless, strict=True))
    figures.append(nonsense(worst, percentile(times["ours"], 0.99)))
    figures += list(found(right))
    emit(figures)


def timed_build(persons: Sequence[Person], units: Sequence[Unit]) -> Index:
    gc.collect()
    before, start = resident(), time.perf_counter()
    index = Index.build(persons, units)
    built = time.perf_counter() - start
    start = time.perf_counter()
    index.warm()
    warmed = time.perf_counter() - start
    print(
        f"  built in {built:.2f} s, warmed in {warmed:.2f} s, {resident() - before:.0f} MB more", flush=True
    )
    return index


def resident() -> float:
    """The process's resident size in MB, where the system says."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096 / 1e6
    except OSError:
        return 0.0


def upkeep(index: Index, persons: Sequence[Person]) -> Iterator[Figure]:
    start = time.perf_counter()
    image = index.image()
    yield Figure("search", "image written", (time.perf_counter() - start) * 1e3, None, "ms")
    yield Figure("search", "image size", len(image) / 1e6, None, "MB")
    start = time.perf_counter()
    again = Index.from_image(image)
    yield Figure("search", "image opened", (time.perf_counter() - start) * 1e3, None, "ms")
    # One changed person after another, each seen by a search, in the opened copy: ours stays as built.
    changes = []
    for person in persons[:200]:
        start = time.perf_counter()
        again.put_person(replace(person, keywords=("bruksendring",)))
        changes.append(time.perf_counter() - start)
    yield Figure("search", "one person updated, p50", percentile(changes, 0.5) * 1e3, None, "ms")


def keystrokes(search: Search, queries: Sequence[str]) -> list[float]:
    """Type every query letter by letter; return the seconds each took."""
    taken = []
    for query in queries:
        for end in range(1, len(query) + 1):
            start = time.thread_time()
            search(query[:end])
            taken.append(time.thread_time() - start)
    return taken


def recall(search: Search, asked: Sequence[Case]) -> dict[str, list[int]]:
    """Return by kind: how many were asked, found first, found among ten."""
    counts: dict[str, list[int]] = {}
    for case in asked:
        hits = search(case.query)
        of_kind = counts.setdefault(case.kind, [0, 0, 0])
        of_kind[0] += 1
        of_kind[1] += not case.right.isdisjoint(hits[:1])
        of_kind[2] += not case.right.isdisjoint(hits[:10])
    return counts


def tell(counts: dict[str, list[int]]) -> None:
    """Print by kind, and of all, how many were asked and what share was found first and among ten."""
    counts = counts | {"all kinds": [sum(some) for some in zip(*counts.values(), strict=True)]}
    for kind, (asked, first, ten) in counts.items():
        print(f"  {kind:26} {asked:5}  first {first / asked:.4f}  among ten {ten / asked:.4f}")


def speed(times: dict[str, list[float]], which: str = "") -> Iterator[Figure]:
    bars = {"plain FTS5": BAR_FTS5, "tantivy fuzzy": BAR_TANTIVY, "rapidfuzz": None}
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        ours = percentile(times["ours"], share) * 1e3
        for peer, bar in bars.items():
            theirs = percentile(times[peer], share) * 1e3
            held_to = bar if name == "p99" and not which else None
            yield Figure("search", f"keystroke {name}{which}", ours, theirs, "ms", held_to, peer)


def explained(index: Index, typed: Sequence[str]) -> Iterator[Figure]:
    """Yield what a keystroke takes with a screen of hits explained."""

    def search(query: str) -> list[str]:
        return [str(hit.matched) for hit in index.search(query + " ").hits[:SCREEN]]

    # The blank makes it another query, so that nothing is remembered but the fragments.
    taken = keystrokes(search, typed)
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        yield Figure(
            "search", f"keystroke {name}, {SCREEN} hits explained", percentile(taken, share) * 1e3, None, "ms"
        )


def nonsense(worst: float, p99: float) -> Figure:
    """Return what the worst of the queries that nobody means takes, best of the rounds."""
    return Figure("search", "nonsense, worst", worst * 1e3, p99 * 1e3, "ms", 5.0, "our keystroke p99")


def cold(index: Index, query: str) -> float:
    """Return the seconds of a keystroke of which nothing is kept from another."""
    forget(index)
    return keystroke(index, query)


def forget(index: Index) -> None:
    """Keep nothing of the keys so far, nor of what callers' words in them tell."""
    Vocabulary.shipped.cache_clear()
    index.use(Vocabulary.shipped())


def keystroke(index: Index, query: str) -> float:
    start = time.thread_time()
    index.search(query)
    return time.thread_time() - start


def found(right: dict[str, dict[str, list[int]]]) -> Iterator[Figure]:
    def share(engine: str, kinds: Sequence[str], at: int) -> float:
        asked = sum(right[engine][kind][0] for kind in kinds if kind in right[engine])
        return sum(right[engine][kind][at] for kind in kinds if kind in right[engine]) / max(1, asked)

    every = list(right["ours"])
    yield from asked_of_it(every, share, sum(right["ours"][kind][0] for kind in every))
    peers = [engine for engine in right if engine != "ours"]
    for at, label in ((1, "recall@1"), (2, "recall@10")):
        for peer in peers:
            yield Figure(
                "search", f"{label}, all kinds", share("ours", every, at), share(peer, every, at), "", 1.0,
                peer, higher_is_better=True,
            )  # fmt: skip
    for kind in every:
        for at, label in ((1, "recall@1"), (2, "recall@10")):
            best = max(peers, key=lambda peer: share(peer, [kind], at))
            yield Figure(
                "search", f"{label}, {kind} ({right['ours'][kind][0]})", share("ours", [kind], at),
                share(best, [kind], at), "", 1.0, f"best: {best}", higher_is_better=True,
            )  # fmt: skip


def asked_of_it(
    every: Sequence[str], share: Callable[[str, Sequence[str], int], float], cases: int
) -> Iterator[Figure]:
    """Yield what is found of all kinds beside what is to be, without errands in own words and with them."""

    def held(what: str, kinds: Sequence[str], at: int, least: float) -> Figure:
        return Figure(
            "search",
            what,
            share("ours", kinds, at),
            least,
            "",
            1.0,
            "what is asked of it",
            higher_is_better=True,
        )

    named = [kind for kind in every if not kind.startswith(OWN_WORDS) and kind not in MANY_HAVE]
    for label, kinds in (("without errands in own words", named), (f"all {cases:,} cases", every)):
        yield held(f"recall@1, {label}", kinds, 1, FIRST)
        yield held(f"recall@10, {label}", kinds, 2, AMONG_TEN)
    worst = min(named, key=lambda kind: share("ours", [kind], 1))
    yield held(f"recall@1, the worst of these kinds: {worst}", [worst], 1, FIRST_OF_A_KIND)


if __name__ == "__main__":
    main()
