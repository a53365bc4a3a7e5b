"""The municipality's organisation: its units, what is done in each, and how many people each has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field as made
from functools import cache

from switchboard.demo.lists import Weighted, plain_list, read, sections
from switchboard.domain.record import record


@record(frozen=True, slots=True, eq=False)
class Field:
    """A field of work: the titles, errands and sentences that go with it (``data/fields.txt``)."""

    key: str
    titles: Weighted[str]
    lead: str
    words: tuple[str, ...]
    does: tuple[str, ...]
    work: str
    hours: tuple[str, ...]
    women: float
    mix: str
    restricted: float
    shielded: float


@record(slots=True)
class Plan:
    """A unit before it has an id: ``weight`` is its share of its parent's people."""

    name: str
    weight: float
    short: str = ""
    domain: str = ""
    field: str = "ledelse"
    kind: str = ""
    children: list[Plan] = made(default_factory=list)


@record(slots=True)
class Place:
    """A unit of the city; its own people are numbered from ``first``, the leader first."""

    number: int
    plan: Plan
    parent: Place | None
    depth: int
    domain: str
    first: int
    count: int
    below: int = 0
    children: list[Place] = made(default_factory=list)

    @property
    def id(self) -> str:
        return f"u-{self.number:05d}"

    @property
    def leader(self) -> int | None:
        """The number of whoever leads the unit, or the nearest unit above that has somebody."""
        place: Place | None = self
        while place is not None and not place.count:
            place = place.parent
        return None if place is None else place.first


@cache
def fields() -> dict[str, Field]:
    """Return all fields of work by their key."""
    made = {}
    for key, body in sections("fields.txt").items():
        lines = dict(line.split(": ", 1) for line in body.splitlines() if line.strip())
        restricted, shielded = (float(part) / 100 for part in lines.get("protect", "0.25 0.03").split())
        made[key] = Field(
            key,
            Weighted(
                (title, float(weight or 1))
                for title, _, weight in (part.strip().partition("*") for part in lines["titles"].split(","))
            ),
            lines["lead"],
            tuple(word.strip() for word in lines["words"].split(",")),
            tuple(sentence.strip() for sentence in lines["does"].split("|")),
            lines["work"],
            tuple(lines["hours"].split()),
            float(lines["women"]) / 100,
            lines.get("mix", "usual"),
            restricted,
            shielded,
        )
    return made


class _Names:
    """Gives every repeated unit a name of its own, however many there are."""

    def __init__(self) -> None:
        first, last = plain_list("places.txt", "first"), plain_list("places.txt", "last")
        plain = [a + b for a in first for b in last if a[-1] != b[0]]
        # A step that shares no factor with the length walks through all of them without a pattern to see.
        step = next(s for s in range(617, 10_000) if _coprime(s, len(plain)))
        self._places = [plain[i * step % len(plain)] for i in range(len(plain))]
        self._kindergartens = plain_list("places.txt", "kindergartens")
        self._groups = plain_list("places.txt", "groups")
        self._used: dict[str, int] = {}

    def _next(self, key: str) -> int:
        number = self._used.get(key, 0)
        self._used[key] = number + 1
        return number

    def place(self, key: str) -> str:
        number = self._next(key)
        name = self._places[number % len(self._places)]
        rounds = number // len(self._places)
        return (
            name
            if not rounds
            else f"{('Nordre', 'Søndre', 'Øvre', 'Nedre', 'Vestre', 'Østre')[(rounds - 1) % 6]} {name}"
        )

    def kindergarten(self) -> str:
        number = self._next("kindergarten")
        if number < len(self._kindergartens):
            return self._kindergartens[number]
        return self.place("kindergarten place")

    def group(self) -> str:
        number = self._next("group")
        return self._groups[number * 7 % len(self._groups)]


def _coprime(a: int, b: int) -> bool:
    while b:
        a, b = b, a % b
    return a == 1


class _Reader:
    """Reads ``data/organisation.txt`` for a city of so many people."""

    def __init__(self, people: int) -> None:
        self._scale = people / 60_000
        self._names = _Names()
        self._kinds: dict[str, tuple[float, str, str, str]] = {}
        # The town's first kindergarten is its Sámi one.
        self._sami = True

    def read(self) -> Plan:
        root = Plan("Fjordby kommune", 1, "Fjordby", "fjordby")
        sector: Plan | None = None
        agencies: list[Plan] = []
        lines_of: dict[str, list[str]] = {}
        for line in read("organisation.txt").splitlines():
            if line.startswith("@@"):
                kind, size, name, short, teams = self._cells(line[2:], 5)
                self._kinds[kind] = (float(size), name, short, teams)
            elif line.startswith("= "):
                name, short = self._cells(line[2:], 2)
                sector = Plan(name, 0, short, latin_domain(short))
                root.children.append(sector)
            elif line.startswith("- "):
                name, short, domain, weight = self._cells(line[2:], 4)
                agency = Plan(name, float(weight), short, domain)
                assert sector is not None
                sector.children.append(agency)
                agencies.append(agency)
                lines_of[name] = []
            elif line.strip():
                lines_of[agencies[-1].name].append(line)
        for agency in agencies:
            if agency.name != "@bydel":
                lines = lines_of[agency.name]
                self._departments(agency, lines, agency.name, agency.weight * self._scale)
        for part in root.children:
            part.children = [
                each
                for agency in part.children
                for each in (
                    self._districts(agency, lines_of[agency.name]) if agency.name == "@bydel" else [agency]
                )
            ]
            part.weight = sum(agency.weight for agency in part.children)
        return root

    @staticmethod
    def _cells(line: str, count: int) -> list[str]:
        cells = [cell.strip() for cell in line.split("|")]
        return cells + [""] * (count - len(cells))

    def _districts(self, pattern: Plan, lines: list[str]) -> list[Plan]:
        names = plain_list("places.txt", "districts")
        count = max(1, min(len(names), round(pattern.weight * self._scale / 1500)))
        districts = []
        for number, name in enumerate(names[:count]):
            # Districts are not equally big.
            weight = pattern.weight / count * (0.75 + 0.5 * ((number * 7) % count) / max(1, count - 1))
            district = Plan(f"Bydel {name}", weight, f"B{number + 1:02d}", f"b{number + 1:02d}", kind="bydel")
            self._departments(district, lines, name, weight * self._scale)
            districts.append(district)
        return districts

    def _departments(self, agency: Plan, lines: list[str], place: str, people: float) -> None:
        total = sum(float(self._cells(line, 2)[1]) for line in lines)
        for line in lines:
            name, weight, teams = self._cells(line, 3)
            if name.startswith("@"):
                self._repeat(agency, name[1:], float(weight), people * float(weight) / total)
            else:
                department = Plan(name.format(place=place), float(weight))
                self._teams(department, teams, place)
                agency.children.append(department)

    def _repeat(self, agency: Plan, kind: str, weight: float, people: float) -> None:
        size, name, short, teams = self._kinds[kind]
        count = max(1, round(people / size))
        for number in range(count):
            if kind == "barnehage" and self._sami:
                self._sami, place = False, "Giđđa samiske"
            elif kind == "barnehage":
                place = self._names.kindergarten()
            else:
                place = self._names.place("school" if "skole" in kind or kind == "videregaende" else kind)
            share = weight / count * (0.7 + 0.6 * ((number * 5) % 7) / 6)
            unit = Plan(
                name.format(place=place, kindergarten=place), share, short.format(place=place), kind=kind
            )
            self._teams(unit, teams, place)
            agency.children.append(unit)

    def _teams(self, department: Plan, teams: str, place: str) -> None:
        for part in teams.split(", "):
            name, _, work = part.rpartition(":")
            key, _, weight = work.partition("*")
            team = name.format(place=place, group=self._names.group() if "{group}" in name else "")
            department.children.append(Plan(team, float(weight or 12), field=key))
        counts: dict[str, float] = {}
        for team_plan in department.children:
            counts[team_plan.field] = counts.get(team_plan.field, 0) + team_plan.weight
        department.field = max(counts, key=lambda key: counts[key])


def latin_domain(short: str) -> str:
    return short.lower().translate(str.maketrans("æøå", "eoa"))


def grow(people: int) -> list[Place]:
    """Return the city's units from the top down, with their people numbered from 1."""
    places: list[Place] = []
    next_person = 1

    def add(plan: Plan, parent: Place | None, count: int, depth: int) -> None:
        nonlocal next_person
        own = count if not plan.children else _leaders(count, depth)
        domain = plan.domain or (parent.domain if parent else "fjordby")
        place = Place(len(places) + 1, plan, parent, depth, domain, next_person, own, count)
        places.append(place)
        if parent is not None:
            parent.children.append(place)
        next_person += own
        for child, share in _share(plan.children, count - own, _SMALLEST[depth]):
            add(child, place, share, depth + 1)

    add(_Reader(people).read(), None, people, 1)
    return places


_SMALLEST = {1: 40, 2: 24, 3: 10, 4: 4, 5: 1}
"""A small city has fewer units rather than units of one person: so few people below a depth are too few."""


def _leaders(count: int, depth: int) -> int:
    """How many work at a unit itself: whoever leads it, and near the top a staff."""
    if count < 6:
        return 0
    if depth == 1:
        return 1 + min(12, count // 5000) if count >= 100 else 0
    if depth == 2:
        return 1 + min(40, count // 130) if count >= 60 else 0
    if depth == 3:
        return 1 + min(30, count // 70) if count >= 20 else 0
    return 1


def _share(plans: list[Plan], count: int, smallest: int) -> Iterator[tuple[Plan, int]]:
    """Share people among units by weight, to the last person; the smallest units go when there are few."""
    kept = plans
    if count < smallest * len(plans):
        keep = max(1, count // smallest)
        chosen = set(sorted(range(len(plans)), key=lambda i: (-plans[i].weight, i))[:keep])
        kept = [plan for i, plan in enumerate(plans) if i in chosen]
    total = sum(plan.weight for plan in kept)
    given, reached = 0, 0.0
    for plan in kept:
        reached += plan.weight
        share = round(count * reached / total) - given
        given += share
        yield plan, share
