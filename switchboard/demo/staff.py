"""What everybody does and when: the part of a person that the living day needs too."""

from __future__ import annotations

from random import Random

from switchboard.demo.hours import CARE_ROSTERS, FIRE_ROSTER, FULL_TIME, PART_TIME, DayWork
from switchboard.demo.tree import Place, fields
from switchboard.domain.model import AbsenceKind, Protection
from switchboard.domain.record import record

_TOP = {1: "Byrådsleder", 2: "Kommunaldirektør", 3: "Etatsdirektør"}
_HEAD = {
    "bydel": "Bydelsdirektør",
    "barneskole": "Rektor",
    "ungdomsskole": "Rektor",
    "videregaende": "Rektor",
    "barnehage": "Styrer",
    "sykehjem": "Institusjonssjef",
    "helsehus": "Institusjonssjef",
    "bofellesskap": "Avdelingsleder",
    "bibliotek": "Filialleder",
    "brannstasjon": "Stasjonsleder",
    "hall": "Daglig leder",
}
_OWN = {
    "Bystyrets sekretariat": "Bystyredirektør",
    "Bystyresekretariatet": "Sekretariatsleder",
    "Kommunerevisjonen": "Kommunerevisor",
    "Kommuneadvokaten": "Kommuneadvokat",
    "Byantikvaren": "Byantikvar",
    "Byarkivet": "Byarkivar",
    "Beredskapsetaten": "Beredskapssjef",
    "Brann- og redningsetaten": "Brannsjef",
    "Folkebiblioteket": "Biblioteksjef",
    "NAV": "NAV-leder",
    "Barnevern": "Barnevernleder",
    "Legevakten": "Legevaktsjef",
    "Kommuneoverlegen": "Kommuneoverlege",
}
_ALWAYS_NIGHT = 3
_WEEKEND = 4


@record(frozen=True, slots=True)
class Staff:
    """One person's part in the city's day.

    ``work`` are set hours, ``roster`` a cycle of turns (one of the two); ``stated`` says whether the hours
    stand in the profile. ``desk`` people keep a calendar; ``line`` people have a phone of their own whose
    presence is known. ``away`` is a long absence.
    """

    number: int
    title: str
    leads: bool
    work: DayWork | None
    roster: str
    offset: int
    stated: bool
    desk: bool
    line: bool
    away: AbsenceKind | None
    protection: Protection

    @property
    def id(self) -> str:
        return f"p-{self.number:06d}"


def staff_of(place: Place, seed: int) -> list[Staff]:
    """Return the people of one unit, the leader first."""
    rng = Random(f"{seed}/{place.number}/staff")
    field = fields()[place.plan.field]
    inner = bool(place.plan.children)
    work = "office" if inner and field.work not in ("school", "kindergarten") else field.work
    chance = rng.random
    people = []
    for number in range(place.first, place.first + place.count):
        leads = number == place.first
        day: DayWork | None = None
        roster = ""
        if work in ("care", "fire") and not leads:
            if place.plan.name.startswith("Natt"):
                roster = CARE_ROSTERS[_ALWAYS_NIGHT]
            elif work == "fire":
                roster = FIRE_ROSTER
            else:
                roster = CARE_ROSTERS[int(chance() ** 1.3 * len(CARE_ROSTERS))]
        elif chance() < (0.02 if leads else 0.22):
            day = PART_TIME[int(chance() ** 1.5 * len(PART_TIME))]
        else:
            choices = FULL_TIME.get(work, FULL_TIME["office"])
            day = choices[int(chance() ** 1.6 * len(choices))]
        draw = chance()
        protection = (
            Protection.SHIELDED
            if draw < field.shielded
            else Protection.RESTRICTED
            if draw < field.shielded + field.restricted
            else Protection.NONE
        )
        if leads:
            title = _head(place) if inner else field.lead
        elif inner:
            title = fields()["ledelse"].titles.draw(rng)
        else:
            title = field.titles.draw(rng)
        office = work == "office" or leads
        away = chance()
        people.append(
            Staff(
                number,
                title,
                leads,
                day,
                roster,
                int(chance() * 1000),
                chance() < (0.82 if office else 0.55),
                chance() < (0.88 if office else 0.06),
                chance() < (0.72 if office else 0.05),
                AbsenceKind.LEAVE if away < 0.045 else AbsenceKind.VACATION if away < 0.078 else None,
                protection,
            )
        )
    return people


def _head(place: Place) -> str:
    """Return the title of whoever leads a unit that has units below it."""
    name = place.plan.name
    title = _OWN.get(name) or _HEAD.get(place.plan.kind) or _TOP.get(place.depth) or _OWN.get(name.split()[0])
    return title or ("Avdelingsdirektør" if place.below > 120 else "Avdelingsleder")
