"""The words in which people say why and until when somebody is absent, in the agents' languages.

Folded: small letters, å ä → a, ø ö → o, æ → ae. The three-letter codes are those of Nordic switchboards.
"""

from __future__ import annotations

from switchboard.domain.model import AbsenceKind

_KINDS = {
    AbsenceKind.MEETING: "mote moter motet meeting meetings mode moder mot",
    AbsenceKind.LUNCH: "lunsj lunch frokost lun spiser pause",
    AbsenceKind.GONE_FOR_DAY: "gfd hjem hjemme hem heim gatt gone home gaet",
    AbsenceKind.OFF_DUTY: "avspasering avspaserer avs fri ledig off fritid turnusfri del deltid",
    AbsenceKind.ERRAND: "aerend aerende arende errand errands ute uteoppdrag tje tjenesteaerend befaring",
    AbsenceKind.TRAVEL: "reise reiser tjenestereise tjr travel travelling trip resa tjansteresa rejse",
    AbsenceKind.REMOTE: "hjemmekontor heimekontor remote hemarbete hjemmearbejde distanse",
    AbsenceKind.VACATION: "ferie fer vacation holiday holidays semester",
    # Never a medical reason: illness is written down as leave.
    AbsenceKind.LEAVE: "syk sjuk syg sick ill syk-meldt sykmeldt syk. permisjon permisjonen perm per leave "
    "orlov tjanstledig foreldreperm barselsorlov foraldraledig",
    AbsenceKind.COURSE: "kurs kurset kursus course seminar konferanse conference opplaering utbildning",
    AbsenceKind.OTHER: "ann annet annat andet other opptatt optaget upptagen busy borte vekk away vaek borta",
}
KINDS = {word: kind for kind, listed in _KINDS.items() for word in listed.split()}
"""Which kind of absence a word means."""

_DAYS = (
    "mandag man mon monday ma",
    "tirsdag tir tysdag tys tisdag tis tue tues tuesday ti",
    "onsdag ons wed wednesday on",
    "torsdag tor tors thu thur thurs thursday to",
    "fredag fre fri friday",
    "lordag lor laurdag lau sat saturday",
    "sondag son sundag sun sunday",
)
DAYS = {word: number for number, listed in enumerate(_DAYS) for word in listed.split() if len(word) > 2}
"""Which day of the week (0 is Monday) a word means. "fri" is a day in English and time off in Norwegian."""

_MONTHS = ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des"]
MONTHS = {word: number for number, word in enumerate(_MONTHS, 1)} | {
    "maj": 5,
    "may": 5,
    "oct": 10,
    "dec": 12,
}
"""Which month three letters mean."""

UNTIL = frozenset({"til", "till", "until", "indtil", "inntil", "to"})
THROUGH = frozenset({"tom", "t.o.m", "t.o.m.", "through", "tilogmed"})
FROM = frozenset({"fra", "fran", "from"})
BACK = frozenset({"tilbake", "back", "tillbaka", "tilbage", "attende"})
TODAY = frozenset({"idag", "today", "dagen"})
TOMORROW = frozenset({"imorgen", "imorgon", "imorra", "tomorrow"})
REST = frozenset({"ut", "resten", "rest", "hele", "heile", "hela", "whole", "all"})
WEEK = frozenset({"uken", "uka", "uke", "veka", "veke", "ugen", "uge", "veckan", "vecka", "week"})
NEXT = frozenset({"neste", "naeste", "nasta", "next"})
_UNSURE = (
    "helg helga helgen weekend weekenden jul jula julen paske paska pasken nyttar sommer sommeren middag",
    "kveld kvelden kvallen formiddag formiddagen ettermiddag ettermiddagen kvart kvarter halv",
)
UNSURE = frozenset(word for listed in _UNSURE for word in listed.split())
"""They speak of a time, and not of one that can be told: a line with them is not read without them."""
NUMBERS = {
    word: number
    for number, listed in enumerate(
        (
            "en ett ei one",
            "to tva two",
            "tre three",
            "fire fyra four",
            "fem five",
            "seks sex six",
            "sju syv seven",
            "atte atta otte eight",
            "ni nio nine",
            "ti tio ten",
            "elleve elva eleven",
            "tolv twelve",
        ),
        1,
    )
    for word in listed.split()
}
"""Hours, and how many of them."""
ARTICLES = frozenset({"en", "ei", "one"})
"""Numbers that are more often something else after "til"."""
ANSWERS = frozenset({"svarer", "svarar", "answers", "tilgjengelig", "reachable"})
"""The phone may ring."""

PHRASES = {
    "i dag": "idag",
    "i morgen": "imorgen",
    "i morgon": "imorgon",
    "i morra": "imorra",
    "til og med": "tom",
    "til og med.": "tom",
    "til och med": "tom",
    "gone for the day": "gfd",
    "gatt for dagen": "gfd",
    "gaet for i dag": "gfd",
    "gatt hjem": "gfd",
    "gone home": "gfd",
    "home office": "hjemmekontor",
    "off duty": "avs",
    "tar telefonen": "svarer",
    "svarer pa telefon": "svarer",
}
"""What is said in several words, and the one word for it."""
