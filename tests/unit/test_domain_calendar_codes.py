"""Calendar subjects with a switchboard's codes: what they say, and what they must not."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from switchboard.domain.calendar_codes import (
    DEFAULT_TABLE,
    Code,
    Codes,
    Lasts,
    SaidSubject,
    read_subject,
)
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import AbsenceKind as K
from switchboard.domain.words import English, say, words

OSLO = ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize(
    ("subject", "kind", "answers", "note"),
    [
        # the two signs
        ("MØT: budsjett", K.MEETING, False, "budsjett"),
        ("MØT; budsjett", K.MEETING, True, "budsjett"),
        # every code, alone
        ("LUN", K.LUNCH, False, None),
        ("GFD", K.GONE_FOR_DAY, False, None),
        ("TJE", K.ERRAND, False, None),
        ("MØT", K.MEETING, False, None),
        ("TJR", K.TRAVEL, False, None),
        ("DEL", K.OFF_DUTY, False, None),
        ("FER", K.VACATION, False, None),
        ("PER", K.LEAVE, False, None),
        ("UTE", K.ERRAND, False, None),
        ("SYK", K.LEAVE, False, None),
        ("ANN", K.OTHER, False, None),
        ("AVS", K.OFF_DUTY, False, None),
        ("HJE", K.REMOTE, True, None),
        ("KUR", K.COURSE, False, None),
        # as people type them
        ("møt : budsjett", K.MEETING, False, "budsjett"),
        ("Møt ; budsjett", K.MEETING, True, "budsjett"),
        ("møt:budsjett", K.MEETING, False, "budsjett"),
        ("  MØT  :  budsjett  og  plan ", K.MEETING, False, "budsjett og plan"),
        ("MØT\t;\tbudsjett", K.MEETING, True, "budsjett"),
        ("MØT： budsjett", K.MEETING, False, "budsjett"),
        ("MØT； budsjett", K.MEETING, True, "budsjett"),
        ("MØT\\; budsjett", K.MEETING, True, "budsjett"),
        ("[MØT] budsjett", K.MEETING, False, "budsjett"),
        ("(møt): budsjett", K.MEETING, False, "budsjett"),
        ("MØT.: budsjett", K.MEETING, False, "budsjett"),
        ("MØT - budsjett", K.MEETING, False, "budsjett"),
        ("MØT, budsjett", K.MEETING, False, "budsjett"),
        ("MØT budsjett", K.MEETING, False, "budsjett"),
        ("MØT:", K.MEETING, False, None),
        ("MØT;", K.MEETING, True, None),
        ("MØT: budsjett; runde 2", K.MEETING, False, "budsjett; runde 2"),
        ("MÖT: budget", K.MEETING, False, "budget"),
        ("Mot: budsjett", K.MEETING, False, "budsjett"),
        ("\u200bMØT\xa0: budsjett", K.MEETING, False, "budsjett"),
        ("MØT: bud\ud800sjett", K.MEETING, False, "budsjett"),
        ("M\ue000ØT: bud\U0010fffdsjett", K.MEETING, False, "budsjett"),
        ("RE: MØT: budsjett", K.MEETING, False, "budsjett"),
        ("SV: VS: MØT; budsjett", K.MEETING, True, "budsjett"),
        ("HJE: bare på mobil", K.REMOTE, False, "bare på mobil"),
        # whole words
        ("FERIE", K.VACATION, False, None),
        ("ferie hele uka", K.VACATION, False, None),
        ("Ferie: Anne svarer", K.VACATION, False, "Anne svarer"),
        ("Lunsj med Kari", K.LUNCH, False, None),
        ("møte; rom 4", K.MEETING, True, "rom 4"),
        ("Møde: lokale 4", K.MEETING, False, "lokale 4"),
        ("Semester", K.VACATION, False, None),
        ("Hjemmekontor", K.REMOTE, True, None),
        ("Tjenestereise: Tromsø", K.TRAVEL, False, "Tromsø"),
        ("Budsjettmøte", K.MEETING, False, None),
        ("Avdelingsmøte; rom 4", K.MEETING, True, None),
        ("Førstehjelpskurs i kantina", K.COURSE, False, None),
        # names and everyday words are no codes
        ("Per Hansen 50 år", K.OTHER, False, None),
        ("Ann ringer", K.OTHER, False, None),
        ("Ann-Kristin: samtale", K.OTHER, False, None),
        ("del 2 av rapporten", K.OTHER, False, None),
        ("ute med hunden", K.OTHER, False, None),
        ("PER HANSEN", K.OTHER, False, None),
        ("PER hele uka", K.LEAVE, False, None),
        ("UTE hos kunde", K.ERRAND, False, "hos kunde"),
        ("per: hele uka", K.LEAVE, False, None),
        ("ute; hos kunde", K.ERRAND, True, "hos kunde"),
        # nothing recognised
        ("Kontorstol", K.OTHER, False, None),
        ("Legetime kl 14", K.OTHER, False, None),
        ("", K.OTHER, False, None),
        (":", K.OTHER, False, None),
        ("; x", K.OTHER, False, None),
        ("🏖️", K.OTHER, False, None),
        ("FERDIG: rapport", K.OTHER, False, None),
        # illness goes no further
        ("SYK: influensa", K.LEAVE, False, None),
        ("syk ; svarer", K.LEAVE, True, None),
        ("sykt barn", K.LEAVE, False, None),
        ("Sykmeldt: til jul", K.LEAVE, False, None),
        ("Sjukskriven", K.LEAVE, False, None),
        ("PER: fødsel", K.LEAVE, False, None),
        ("MØT: legetime", K.MEETING, False, None),
        ("ANN: tannlegen", K.OTHER, False, None),
        ("TJE: til sykehuset", K.ERRAND, False, None),
        ("MØT: Sykkelbyen", K.MEETING, False, "Sykkelbyen"),
        ("MØT: behandling av sak 12", K.MEETING, False, "behandling av sak 12"),
        ("MØT: i kollegiet", K.MEETING, False, "i kollegiet"),
        ("MØT: Universitetssykehuset", K.MEETING, False, None),
    ],
)
def test_subjects(subject: str, kind: K, answers: bool, note: str | None) -> None:
    said = read_subject(subject)
    assert said is not None
    assert (said.kind, said.answers_calls, said.note) == (kind, answers, note)


@pytest.mark.parametrize(
    "subject",
    [
        "Avlyst: MØT: budsjett",
        "AVLYST - møte",
        "Canceled: MØT",
        "Inställt: möte",
        "Aflyst: møde",
        "SV: Avlyst: møte",
    ],
)
def test_what_is_cancelled_says_nothing(subject: str) -> None:
    assert read_subject(subject) is None


def test_a_meeting_about_what_is_cancelled_takes_place() -> None:
    said = read_subject("Avlyste reiser, gjennomgang")
    assert said is not None


def test_decomposed_letters_are_the_same_letters() -> None:
    said = read_subject(unicodedata.normalize("NFD", "MÖT: påske"))
    assert said == SaidSubject(K.MEETING, False, "påske")


@pytest.mark.parametrize("subject", ["MØT; budsjett", "SYK; influensa", "FERIE; Kypros", "Kontorstol"])
def test_of_a_private_entry_nothing_but_the_phone_is_told(subject: str) -> None:
    said = read_subject(subject, private=True)
    assert said is not None
    assert (said.kind, said.note, said.answers_calls) == (K.OTHER, None, ";" in subject)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    ("subject", "start", "end", "over"),
    [
        ("GFD", "2026-11-24T14:00", "2026-11-24T14:30", "2026-11-25T00:00"),
        ("GFD", "2026-11-24T14:00", None, "2026-11-25T00:00"),
        ("GFD", "2026-11-24T00:00", "2026-11-26T00:00", "2026-11-26T00:00"),
        ("GFD", "2026-10-24T20:00", "2026-10-24T20:30", "2026-10-25T00:00"),
        ("GFD", "2026-03-29T01:30", "2026-03-29T01:40", "2026-03-30T00:00"),
        ("MØT", "2026-11-24T14:00", "2026-11-24T14:30", "2026-11-24T14:30"),
        ("MØT", "2026-11-24T14:00", None, None),
    ],
)
def test_how_long_it_lasts(subject: str, start: str, end: str | None, over: str | None) -> None:
    said = read_subject(subject)
    assert said is not None
    found = said.end(at(start), None if end is None else at(end), OSLO)
    assert found == (None if over is None else at(over))


def test_a_private_gone_for_the_day_still_ends_with_the_day() -> None:
    said = read_subject("GFD", private=True)
    assert said is not None
    assert said.lasts is Lasts.DAY


# A municipality's own table


def test_a_table_of_ones_own() -> None:
    codes = Codes.read(
        {
            "KTR": "course",
            "LUN": {"kind": "lunch", "answers": True, "note": False},
            "VAKT": {"kind": "off-duty", "lasts": "day", "words": ["Nattevakt"]},
            "ANN": None,
            "syk": "other",
        }
    )
    assert read_subject("KTR: tilsyn", codes=codes) == SaidSubject(K.COURSE, False, "tilsyn")
    assert read_subject("lun kantina", codes=codes) == SaidSubject(K.LUNCH, True, None)
    assert read_subject("LUN: kantina", codes=codes) == SaidSubject(K.LUNCH, False, None)
    assert read_subject("Lunsj", codes=codes) == SaidSubject(K.LUNCH, True, None)
    assert read_subject("nattevakt", codes=codes) == SaidSubject(K.OFF_DUTY, False, None, Lasts.DAY)
    assert read_subject("ANN: noe", codes=codes) == SaidSubject(K.OTHER, False, None)
    assert read_subject("SYK", codes=codes) == SaidSubject(K.OTHER, False, None)
    assert read_subject("MØT; budsjett", codes=codes) == SaidSubject(K.MEETING, True, "budsjett")


def test_what_a_subject_without_code_means_is_settable() -> None:
    silent = Codes.read({}, uncoded=None)
    assert read_subject("Kontorstol", codes=silent) is None
    assert read_subject("MØT", codes=silent) is not None
    open_ = Codes.read({}, uncoded={"kind": "meeting", "answers": True})
    assert read_subject("Kontorstol", codes=open_) == SaidSubject(K.MEETING, True, None)
    whole_day = Codes.read({}, uncoded={"kind": "other", "lasts": "day"})
    assert read_subject("Kontorstol", codes=whole_day) == SaidSubject(K.OTHER, False, None, Lasts.DAY)
    shown = Codes.read({}, uncoded={"kind": "meeting", "note": True})
    assert read_subject("Kontorstol", codes=shown) == SaidSubject(K.MEETING, False, "Kontorstol")
    assert read_subject("Kreftbehandling", codes=shown) == SaidSubject(K.MEETING, False, None)


@pytest.mark.parametrize(
    "table",
    [
        {"": "meeting"},
        {"MØT:": "meeting"},
        {"TO ORD": "meeting"},
        {"KTR": "illness"},
        {"KTR": 7},
        {"KTR": {}},
        {"KTR": {"kind": "course", "note": "yes"}},
        {"KTR": {"kind": "course", "answers": 1}},
        {"KTR": {"kind": "course", "lasts": "week"}},
        {"KTR": {"kind": "course", "words": "tilsyn"}},
        {"KTR": {"kind": "course", "words": ["to ord"]}},
        {"KTR": {"kind": "course", "words": [3]}},
        {"KTR": {"kind": "course", "colour": "red"}},
    ],
)
def test_a_table_that_cannot_be_understood_says_which_code(table: dict[str, object]) -> None:
    with pytest.raises(ExpectedError) as caught:
        Codes.read(table)
    said = say(caught.value.sentence, English(OSLO, at("2026-11-24T10:00")))
    assert said == f"The calendar code “{next(iter(table))}” is not set as it should be."
    assert caught.value.remedy == words(
        "Write it as in MØT: meeting, or with kind, note, answers, lasts and words."
    )


def test_what_cannot_be_understood_is_named_and_cut_short() -> None:
    now = English(OSLO, at("2026-11-24T10:00"))
    with pytest.raises(ExpectedError) as caught:
        Codes.read({}, uncoded="illness")
    assert say(caught.value.sentence, now) == "The calendar code “uncoded” is not set as it should be."
    with pytest.raises(ExpectedError) as caught:
        Codes.read({"ABCDEFGHIJKLMNOPQRSTUVWXYZ": "illness"})
    assert "“ABCDEFGHIJKLMNOPQRST”" in say(caught.value.sentence, now)


def test_a_code_that_is_also_a_name_stays_one_with_another_meaning() -> None:
    codes = Codes.read({"PER": "errand", "NYE": None})
    assert read_subject("Per Hansen 50 år", codes=codes) == SaidSubject(K.OTHER, False)
    assert read_subject("PER: ut", codes=codes) == SaidSubject(K.ERRAND, False, "ut")
    assert read_subject("permisjon", codes=codes) == SaidSubject(K.ERRAND, False)


def test_the_default_codes_are_those_of_the_issue() -> None:
    wanted = {"LUN", "GFD", "TJE", "MØT", "TJR", "DEL", "FER", "PER", "UTE", "SYK", "ANN", "AVS"}
    assert wanted <= DEFAULT_TABLE.keys()
    assert not DEFAULT_TABLE["SYK"].note


# Whatever is typed

subjects = st.text(max_size=60) | st.builds(
    "{}{}{}".format,
    st.sampled_from([*DEFAULT_TABLE, "ferie", "Syk", "møte", "Avlyst", "RE"]),
    st.sampled_from([":", ";", " : ", " ", "", " - ", "\\;", "!"]),
    st.text(max_size=30),
)


@given(subjects, st.booleans())
@example("\ud800", False)
@example("MØT:" + "x" * 10_000, False)
def test_never_more_than_was_typed_and_never_illness(subject: str, private: bool) -> None:
    said = read_subject(subject, private=private)
    if said is None or said.note is None:
        return
    assert not private
    assert set(said.note) <= set(unicodedata.normalize("NFKC", subject)) | {" "}
    assert said.note == said.note.strip()
    assert "sykmeldt" not in said.note.casefold()
    assert "\n" not in said.note
    assert repr(said) == f"SaidSubject({said.kind}, answers_calls={said.answers_calls})"


@given(st.text(max_size=30))
def test_behind_the_code_for_illness_nothing_is_shown(rest: str) -> None:
    for sign in (":", ";", " - "):
        said = read_subject(f"SYK{sign}{rest}")
        assert said is not None
        assert (said.kind, said.note) == (K.LEAVE, None)


def test_a_code_without_words_is_enough() -> None:
    codes = Codes((("X", Code(kind=K.COURSE)),), None)
    assert read_subject("x; y", codes=codes) == SaidSubject(K.COURSE, True, "y")
    assert read_subject("ferie", codes=codes) is None
