"""People named by their title and place, and units said loosely."""

from __future__ import annotations

import pytest
from support.builders import person, unit
from support.finding import found, index_of, matched

from switchboard.search.index import Index
from switchboard.search.office_words import head_of, is_head, is_unit_word, rank_of, shortened
from switchboard.search.query import parse
from switchboard.search.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def town() -> Index:
    index = index_of(
        unit("kom", "Storvik kommune"),
        unit("stab", "Kommunedirektørens stab", parent="kom"),
        unit("bygg", "Byggesak", parent="kom"),
        unit("hr", "HR-avdelingen", parent="kom"),
        unit("vakt", "Storvik legevakt", parent="kom"),
        unit("skole", "Haugen skole", parent="kom"),
        unit("andre", "Nordbyen skole", parent="kom"),
        unit("hjem", "Solheim sykehjem", parent="kom"),
        unit("hage", "Trollskogen barnehage", parent="kom"),
        unit("ny", "Askeladden barnehage", parent="kom"),
        unit("ungdom", "Sentrum ungdomsskole", parent="kom"),
        unit("skolekontor", "Skolekontoret", parent="kom"),
        unit("penger", "Økonomiavdelingen", parent="kom"),
        unit("miljo", "Klima og miljø", parent="kom"),
        unit("teknisk", "Byutvikling og teknisk", parent="kom"),
        unit("tildeling", "Tildelingskontoret", parent="kom"),
        unit("bolig", "Boligkontoret", parent="kom", description="Tildeling av boliger"),
        unit("vann", "Vann- og avløpsetaten", parent="kom"),
        unit("slam", "Slamtømming", parent="vann"),
        unit("bad", "Storvikbadet", parent="kom", keywords=("badstue",)),
        unit("nord", "Hjemmetjenesten nord", parent="kom"),
        unit("lia", "Lia omsorgssenter", parent="kom"),
        unit("liaskole", "Lia skole", parent="kom"),
        unit("bo", "Nordbyen bo- og behandlingssenter", parent="kom"),
        unit("mat", "Kjøkkenservice", parent="kom"),
        person("tora", "Tora Bjørnebekk", unit="stab", title="Kommunedirektør"),
        person("aksel", "Aksel Amundsen", unit="stab", title="Rådgiver"),
        person("katrine", "Katrine Hollund", unit="bygg", title="Byggesakssjef"),
        person("anne", "Anne Amundsen", unit="bygg", title="Lærling"),
        person("faglig", "Bodil Amundsen", unit="bygg", title="Fagleder"),
        person("oystein", "Øystein Vatnaland", unit="hr", title="HR-sjef"),
        person("lise", "Anne Lise Berg", unit="hr", title="HR-rådgiver"),
        person("ketil", "Ketil Brandsæter", unit="vakt", title="Legevaktoverlege"),
        person("kirsti", "Kirsti Aarebrot", unit="skole", title="Rektor"),
        person("avd", "Anna Sandhus", unit="skole", title="Avdelingsleder"),
        person("haugen", "Leif Haugen", unit="andre", title="Lærer"),
        person("jens", "Jens Aamodt", unit="andre", title="Rektor"),
        person("solveig", "Solveig Fjellberg", unit="andre", title="Skolesekretær"),
        person("astrid", "Astrid Fuglestad", unit="hjem", title="Institusjonsleder"),
        person("aune", "Bjørghild Aune", unit="hage", title="Styrer"),
        person("ped", "Kari Eriksson", unit="ny", title="Pedagogisk leder"),
        person("ulv", "Andreas Ulvås", unit="ungdom", title="Lærer"),
        person("britt", "Britt Myrøy", unit="slam", title="Konsulent"),
        person("inga", "Inga Iversen", unit="nord", title="Sykepleier"),
        person("kokk", "Aase Kokstad", unit="hjem", title="Kokk"),
        person("leder", "Hanne Solheim", unit="ny", title="Leder"),
    )
    index.use(Vocabulary.shipped())
    return index


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("leder byggesak", "katrine"),
        ("sjefen for byggesak", "katrine"),
        ("hvem er sjef på byggesak", "katrine"),
        ("head of byggesak", "katrine"),
        ("byggesakssjefen", "katrine"),
        ("kommunedirektøren", "tora"),
        ("personalsjef", "oystein"),
        ("legevaktsjefen", "ketil"),
        ("principal haugen school", "kirsti"),
        ("rektor haugen", "kirsti"),
        ("skoleleder nordbyen", "jens"),
        ("bestyrer solheim sykehjem", "astrid"),
        ("styreren i trollskogen barnehage", "aune"),
        ("leder askeladden", "leder"),
    ],
)
def test_the_head_of_a_unit_comes_before_it(town: Index, query: str, first: str) -> None:
    assert found(town, query)[0] == first


def test_whose_own_name_and_title_were_said_comes_before_the_head(town: Index) -> None:
    assert found(town, "leder solheim")[0] == "leder"
    assert found(town, "avdelingsleder haugen")[0] == "avd"


def test_whoever_has_the_title_that_was_said_comes_before_other_words_for_it() -> None:
    index = index_of(
        person("r", "Kari Moe", title="Rektor"),
        person("s", "Anne Berg", title="Skolesjef"),
        person("i", "Ola Dahl", title="IKT-sjef"),
    )
    index.use(Vocabulary([("IKT-sjef", "rektor", "datahøvding leder")]))
    assert found(index, "rektor")[0] == "r"
    assert found(index, "datahøvding leder")[0] == "i"


def test_a_title_is_found_by_the_end_of_it_in_another_form(town: Index) -> None:
    assert found(town, "sekretæren på nordbyen skole")[0] == "solveig"


def test_a_hit_says_what_the_title_and_the_unit_were(town: Index) -> None:
    assert matched(town, "leder byggesak") == [
        ("title", "part", "Byggesakssjef", ((0, 13),)),
        ("unit", "inflected", "Byggesak", ((0, 8),)),
    ]
    assert matched(town, "skoleetaten") == [("name", "inflected", "Skolekontoret", ((0, 13),))]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("skoleetaten", "skolekontor"),
        ("økonomikontoret", "penger"),
        ("miljøavdelingen", "miljo"),
        ("teknisk etat", "teknisk"),
        ("tildeling", "tildeling"),
        ("kjøkkenet", "mat"),
        ("vannetaten", "vann"),
        ("slamtøming", "slam"),
        ("storvik bad", "bad"),
        ("badet", "bad"),
        ("hjemmetjenesten i nord", "nord"),
        ("liasenteret", "lia"),
        ("lia senter", "lia"),
        ("nordbyen bosenter", "bo"),
        ("sentrum u skole", "ungdom"),
        ("sentrum u-skole", "ungdom"),
    ],
)
def test_a_unit_is_found_first_by_its_name_said_loosely(town: Index, query: str, first: str) -> None:
    assert found(town, query)[0] == first


def test_short_forms_are_the_whole_words(town: Index) -> None:
    assert found(town, "pedleder askeladden")[0] == "ped"


def test_a_keyword_says_more_than_a_name_that_only_begins_so() -> None:
    index = index_of(
        unit("t", "Tildelingskontoret"),
        unit("b", "Boligkontoret", keywords=("tildeling",)),
    )
    assert found(index, "tildeling")[0] == "b"


def test_whoever_is_called_so_stays_first() -> None:
    index = index_of(
        unit("v", "Vikkontoret"),
        unit("n", "Hjemmetjenesten nord"),
        person("vik", "Kari Viken", unit="v"),
        person("e", "Emil Tangen", unit="n"),
    )
    assert found(index, "viken")[0] == "vik"
    # A letter before the rest is an initial.
    assert found(index, "e t hjemmetjenesten nord")[0] == "e"


def test_many_units_that_may_be_meant_are_none() -> None:
    units = [unit(f"u{at}", f"Skole {name}") for at, name in enumerate(("nord", "sør", "øst", "vest"))]
    index = index_of(*units, unit("a", "IKT-avdelingen"))
    assert found(index, "skoleavdelingen")[:1] == ["a"]


def test_an_index_that_changed_answers_as_a_fresh_one() -> None:
    index = index_of(unit("u", "Byggesak"), person("p", "Kari Moe", unit="u", title="Lærling"))
    index.put_unit(unit("s", "Skolekontoret"))
    index.put_person(person("h", "Ola Berg", unit="u", title="Byggesakssjef"))
    assert found(index, "leder byggesak")[0] == "h"
    assert found(index, "skoleetaten") == ["s"]
    index.remove(person("h").ref)
    assert "h" not in found(index, "leder byggesak")


def test_words_for_units_and_heads() -> None:
    assert all(map(is_unit_word, ("etaten", "tjenesta", "department")))
    assert not is_unit_word("skole")
    assert all(map(is_head, ("lederen", "enhetsleder", "principal")))
    assert not is_head("avdelingsleder")
    assert not is_head("veileder")
    assert head_of("legevaktsjefen") == ["legevakt"]
    assert head_of("personalsjef") == ["personal"]
    assert head_of("avdelingslederen") == []
    assert head_of("veilederen") == []
    assert head_of("vaktmester") == []


def test_whose_title_begins_as_the_unit_is_its_head_rather_than_one_of_a_part() -> None:
    unit_of = ["byggesak"]
    ranks = [rank_of(title.split(), unit_of) for title in ("byggesakssjef", "enhetsleder", "fagleder")]
    assert ranks == [0, 1, 3]
    assert rank_of(["byggesakskoordinator"], unit_of) == 2
    assert rank_of(["koordinator"], unit_of) is None
    assert rank_of(["veileder"], unit_of) is None


def test_short_forms_are_written_out() -> None:
    said = shortened(parse("sentrum u skole") or ())
    assert said is not None
    assert [fragment.form for fragment in said[0]] == ["sentrum", "ungdomsskole"]
    assert shortened(parse("kari moe") or ()) is None


@pytest.fixture(scope="module")
def bydel() -> Index:
    index = index_of(
        unit("barnevern", "Barneverntjenesten Lillevik", keywords=("barnevern",)),
        unit("andre", "Barneverntjenesten Grønnelia", keywords=("barnevern",)),
        unit("rommen", "Rommen barneskole"),
        unit("furu", "Furuåsen ungdomsskole"),
        unit("huseby", "Huseby barnehage", keywords=("barnehage",)),
        unit("stovner", "Stovner barnehage", keywords=("barnehage",)),
        unit("hjem", "Aftensol sykehjem avd. 1"),
        unit("psyk", "Psykisk helse og rus Skjoldnes", keywords=("helse",)),
        unit("stasjon", "Helsestasjon Skjoldnes"),
        unit("prosjekt", "Prosjektavdelingen", keywords=("byggeleder",)),
        unit("eiendom", "Eiendom og bygg"),
        unit("vann", "Vann og avløp"),
        person("inga", "Inga Kazlauskas", unit="barnevern"),
        person("lillevik", "Kristin Lillevik", unit="andre"),
        person("sekretar", "Hanna Berg", unit="rommen", title="Skolesekretær"),
        person("furusekretar", "Bodil Nilsen", unit="furu", title="Skolesekretær"),
        person("husebys", "Bergljot Huseby", unit="stovner"),
        person("avdeling", "Henrik Olsen", unit="hjem", title="Avdelingssykepleier"),
        person("aino", "Aino Kinnunen", unit="stasjon", title="Helsesykepleier"),
        person("direktor", "Ingvar Hansen", unit="eiendom", title="Direktør"),
        person("hh", "Heidi Hansen", unit="vann"),
        person("van", "Hendrik van Dijk", unit="hjem"),
        person("bolig", "Anne Jensen", keywords=("oppfølging i bolig",)),
        person("miljo", "Guro Strand", title="Miljøarbeider"),
    )
    index.use(Vocabulary.shipped())
    return index


@pytest.mark.parametrize(
    ("query", "first"),
    [
        # The word "i" is nobody's initial where a unit has all the rest.
        ("barnevernet i lillevik", "barnevern"),
        ("barnevernet lillevik", "barnevern"),
        ("rommen skole", "rommen"),
        ("furuåsen skule", "furu"),
        ("huseby barnehagen", "huseby"),
        ("huseby barnehage", "huseby"),
        ("aftensol sykehjem avdeling 1", "hjem"),
        # A title that is inflected before a part of the word in some unit's name.
        ("helsesykepleieren på skjoldnes", "aino"),
        # A keyword as it is spelled before the head of something.
        ("byggeleder", "prosjekt"),
        ("oppfølging i bolig", "bolig"),
        ("h h vann", "hh"),
    ],
)
def test_a_unit_and_what_people_do_come_before_what_only_begins_so(
    bydel: Index, query: str, first: str
) -> None:
    assert found(bydel, query)[0] == first


def test_a_unit_whose_whole_name_it_is_says_so(bydel: Index) -> None:
    assert matched(bydel, "huseby barnehage")[0][:3] == ("name", "exact", "Huseby barnehage")
    assert matched(bydel, "huseby barnehagen")[0][:3] == ("name", "inflected", "Huseby barnehage")
