"""Official files of territories, in the forms their producers publish, and what is gathered from them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from ontology.authority import OntologyError, load, read_territories
from ontology.gathering import centroid, gather, read_outlines, write_outlines, write_territories
from ontology.official import read_official, written
from ontology.vocabulary import BASE, Vocabulary

ROOT = Path(__file__).parents[2]
KNOWN = load(ROOT / "ontology")

COMMUNES = """TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT
COM,38185,84,38,38D,382,0,GRENOBLE,Grenoble,Grenoble,3899,
COM,38151,84,38,38D,382,1,ECHIROLLES,Échirolles,Échirolles,3899,
COM,38565,84,38,38D,383,0,VOREPPE,Voreppe,Voreppe,3813,
COMD,38999,,,,,0,PARTIE,Partie,Partie,,38185
COM,01053,84,01,01D,012,0,BOURG EN BRESSE,Bourg-en-Bresse,Bourg-en-Bresse,0199,
"""
QPV = """\ufeff"code_qp";"lib_qp";"insee_reg";"lib_reg";"insee_dep";"lib_dep";"insee_com";"lib_com";"siren_epci";"lib_epci";;
"QN03801M";"Villeneuve - Village Olympique";"84";"Auvergne-Rhône-Alpes";"38";"Isère";"38185; 38151";"Grenoble; Échirolles";"200040715";"Grenoble-Alpes-Métropole";;
"QN00101M";"Grande Reyssouze";"84";"Auvergne-Rhône-Alpes";"1";"Ain";"1053";"Bourg-en-Bresse";"200071751";"CA du Bassin de Bourg-en-Bresse";;
"""
SUCCESSION = """QP2024;Label_QP2024;Statut;QP2015_1;Label_QP2015_1;QP2015_2;Label_QP2015_2
QN03801M;Villeneuve - Village Olympique;Modifié;QP038003;Villeneuve;QP038004;Village Olympique
"""
DEPARTEMENTS = """DEP,REG,CHEFLIEU,TNCC,NCC,NCCENR,LIBELLE
38,84,38185,4,ISERE,Isère,Isère
"""
REGIONS = """REG,CHEFLIEU,TNCC,NCC,NCCENR,LIBELLE
84,69123,1,AUVERGNE RHONE ALPES,Auvergne-Rhône-Alpes,Auvergne-Rhône-Alpes
"""
SQUARE = [[5.0, 45.0], [5.2, 45.0], [5.2, 45.2], [5.0, 45.2], [5.0, 45.0]]


def iri(name: str) -> str:
    return f"{BASE}territory/{name}"


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def geojson(folder: Path, *features: dict) -> Path:
    return write(folder, "qpv.geojson", json.dumps({"type": "FeatureCollection", "features": features}))


def outline(properties: dict, kind: str = "Polygon", coordinates=None) -> dict:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates or [SQUARE]},
    }


def epci_book(folder: Path) -> Path:
    """A workbook as INSEE lays it out: titles above the columns, one sheet of EPCI and one of members."""
    book = Workbook()
    first = book.active
    first.title = "EPCI"
    second = book.create_sheet("Composition_communale")
    for sheet in (first, second):
        for line in ("Intercommunalités - Métropoles", "Géographie au 01/01/2024", "Source : Insee", "", ""):
            sheet.append([line])
    first.append(["EPCI", "LIBEPCI", "NATURE_EPCI", "NB_COM"])
    first.append(["200040715", "Grenoble-Alpes-Métropole", "ME", 2])
    second.append(["CODGEO", "LIBGEO", "EPCI", "LIBEPCI", "DEP", "REG"])
    second.append(["38185", "Grenoble", "200040715", "Grenoble-Alpes-Métropole", "38", "84"])
    second.append(["38151", "Échirolles", "200040715", "Grenoble-Alpes-Métropole", "38", "84"])
    second.append(["85113", "L'Île-d'Yeu", "ZZZZZZZZZ", "Sans objet", "85", "52"])
    path = folder / "epci.xlsx"
    book.save(path)
    return path


def gathered(*files: Path, known: Vocabulary = KNOWN, regions=()):
    found = gather([place for path in files for place in read_official(path)], known, regions=regions)
    return {entity.iri: entity for entity in found.territories}, found


def test_communes_of_the_official_code(tmp_path):
    found, _ = gathered(write(tmp_path, "v_commune_2024.csv", COMMUNES))
    place = found[iri("commune-38565")]
    assert (place.pref_label, place.notation, place.broader) == (
        "Voreppe",
        "38565",
        (iri("departement-38"),),
    )
    assert iri("commune-38999") not in found, "a delegated commune is part of one"


def test_a_known_commune_keeps_what_the_file_does_not_state(tmp_path):
    found, _ = gathered(write(tmp_path, "v_commune.csv", COMMUNES), epci_book(tmp_path))
    grenoble, before = found[iri("commune-38185")], KNOWN.get(iri("commune-38185"))
    assert set(grenoble.broader) == {iri("epci-200040715"), iri("departement-38")}
    assert (grenoble.longitude, grenoble.programmes) == (before.longitude, before.programmes)


def test_the_priority_neighbourhoods(tmp_path):
    communes, list_ = write(tmp_path, "c.csv", COMMUNES), write(tmp_path, "listeqp2024-cog2024.csv", QPV)
    found, _ = gathered(communes, list_)
    both = found[iri("qpv-QN03801M")]
    assert both.broader == (iri("commune-38185"), iri("commune-38151"))
    assert (both.vintage, both.notation) == ("2024", "QN03801M")
    assert found[iri("qpv-QN00101M")].broader == (iri("commune-01053"),), "zeros of codes are put back"


def test_the_2015_perimeters_are_other_territories_that_are_replaced(tmp_path):
    files = [
        write(tmp_path, "c.csv", COMMUNES),
        write(tmp_path, "q.csv", QPV),
        write(tmp_path, "s.csv", SUCCESSION),
    ]
    found, _ = gathered(*files)
    assert found[iri("qpv-QN03801M")].replaces == (iri("qpv-QP038003"), iri("qpv-QP038004"))
    old = found[iri("qpv-QP038004")]
    assert (old.pref_label, old.vintage) == ("Village Olympique", "2015")
    assert old.broader == (iri("commune-38185"), iri("commune-38151"))


def test_an_epci_is_in_the_departement_of_its_members(tmp_path):
    found, _ = gathered(write(tmp_path, "c.csv", COMMUNES), epci_book(tmp_path))
    assert found[iri("epci-200040715")].broader == (iri("departement-38"),)
    assert iri("epci-ZZZZZZZZZ") not in found


def test_the_dgcl_gives_populations_and_the_names_of_an_epci(tmp_path):
    table = write(
        tmp_path,
        "epcicom.csv",
        "dept;siren;raison_sociale;nature_juridique;siren_membre;insee;nom_membre;ptot_2025;pmun_2025\n"
        "01;200071751;CA du Bassin de Bourg-en-Bresse;CA;210100533;01053;Bourg-en-Bresse;43 000;42 111\n",
    )
    found, _ = gathered(write(tmp_path, "c.csv", COMMUNES), table)
    assert found[iri("commune-01053")].population == 42111
    assert "Bassin de Bourg-en-Bresse" in found[iri("epci-200071751")].alt_labels


def test_regions_and_departements(tmp_path):
    files = [write(tmp_path, "r.csv", REGIONS), write(tmp_path, "d.csv", DEPARTEMENTS)]
    bare = Vocabulary({iri("pays-FR"): KNOWN.get(iri("pays-FR"))})
    found, _ = gathered(*files, known=bare)
    assert found[iri("departement-38")].broader == (iri("region-84"),)
    assert found[iri("region-84")].pref_label == "Auvergne-Rhône-Alpes"


def test_one_region_only(tmp_path):
    files = [write(tmp_path, "c.csv", COMMUNES), write(tmp_path, "q.csv", QPV)]
    found, _ = gathered(*files, regions=["84"])
    assert iri("qpv-QN03801M") in found
    found, _ = gathered(*files, regions=["53"])
    assert not found


def test_what_no_known_territory_contains_is_left_out_and_told(tmp_path):
    bare = Vocabulary({iri("pays-FR"): KNOWN.get(iri("pays-FR"))})
    found, all_ = gathered(write(tmp_path, "c.csv", COMMUNES), known=bare)
    assert not found
    assert all_.orphans == ("Bourg-en-Bresse", "Grenoble", "Voreppe", "Échirolles")


def test_outlines_give_places_to_those_that_have_none(tmp_path):
    square = outline({"code_qp": "QN03899N", "lib_qp": "Nouveau", "insee_com": "38185"})
    _, found = gathered(geojson(tmp_path, square))
    new = next(one for one in found.territories if one.iri == iri("qpv-QN03899N"))
    assert (new.longitude, new.latitude) == (5.1, 45.1)
    assert found.outlines[iri("qpv-QN03899N")]["coordinates"] == [SQUARE]


def test_the_centre_is_that_of_the_largest_part():
    small = [[[0, 0], [0.1, 0], [0.1, 0.1], [0, 0.1], [0, 0]]]
    assert centroid({"type": "MultiPolygon", "coordinates": [small, [SQUARE]]}) == (5.1, 45.1)


def test_two_digits_name_a_region_or_a_departement(tmp_path):
    one, other = (
        outline({"code": "53", "nom": "Bretagne"}),
        outline({"code": "53", "nom": "Mayenne"}),
    )
    assert [place.id for place in read_official(geojson(tmp_path, one, other))] == [
        "region-53",
        "departement-53",
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separators_and_encodings(tmp_path, separator, encoding):
    path = write(tmp_path, "c.csv", COMMUNES.replace(",", separator), encoding)
    assert "Échirolles" in {place.label for place in read_official(path)}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("c.csv", COMMUNES.replace("LIBELLE", "NOM"), "il y manque : libelle"),
        ("q.csv", QPV.replace("insee_com", "commune"), "il y manque : insee_com"),
        ("q.csv", "a;b\n1;2\n", "aucune colonne connue"),
        ("q.csv", "", "le fichier est vide"),
        ("q.csv", QPV.replace("Grande Reyssouze", ""), "n’a pas de nom"),
        ("q.csv", QPV.replace('"1053"', '"10-53"'), "ligne 3"),
        ("q.geojson", "{}", "GeoJSON"),
        ("q.geojson", '{"features": [{"properties": {"code_qp": "QN1"}}]}', "objet 1"),
        ("q.pdf", "x", "format « .pdf »"),
        ("q.xlsx", "x", "classeur"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(tmp_path, name, text, told):
    with pytest.raises(OntologyError, match=told) as refused:
        read_official(write(tmp_path, name, text))
    assert "\n" not in str(refused.value)


def test_what_is_written_is_what_is_read(tmp_path):
    kept = [entity for entity in KNOWN.of_kind("territory") if "qpv" in entity.category][:40]
    write_territories(tmp_path / "territories.csv", kept)
    assert list(read_territories(tmp_path / "territories.csv")) == sorted(kept, key=lambda one: one.iri)
    outlines = read_outlines(ROOT / "ontology" / "outlines.geojson")
    write_outlines(tmp_path / "outlines.geojson", outlines)
    assert read_outlines(tmp_path / "outlines.geojson") == outlines


def test_the_outlines_of_the_product_are_those_of_known_territories():
    outlines = read_outlines(ROOT / "ontology" / "outlines.geojson")
    kinds = [KNOWN.get(name).category for name in outlines]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"region": 13, "departement": 15, "qpv": 57}
    for name, geometry in outlines.items():
        place = KNOWN.get(name)
        longitude, latitude = centroid(geometry)
        assert abs(longitude - place.longitude) < 3
        assert abs(latitude - place.latitude) < 3


@pytest.mark.parametrize(
    ("published", "printed"),
    [
        ("Le Clos De La Grande Salle", "Le Clos de la Grande Salle"),
        ("Patte D'Oie - Malétrenne", "Patte d'Oie - Malétrenne"),
        ("Rives Du Cher", "Rives du Cher"),
        ("Quartier Des Clos", "Quartier des Clos"),
        ("La Madeleine - Les Fontaines", "La Madeleine - Les Fontaines"),
        ("Bréquigny - Les Clôteaux", "Bréquigny - Les Clôteaux"),
    ],
)
def test_the_joining_words_of_the_name_of_a_quarter_are_in_small_letters(
    published: str, printed: str
) -> None:
    assert written(published) == printed
