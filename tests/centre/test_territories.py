"""Territories imported from official files: kept in the centre, used by the next ingest."""

from __future__ import annotations

import pytest

from centre import authority
from centre.centre import open_centre
from centre.records import CentreError
from centre.snapshots import Snapshots
from centre.territories import import_territories
from tests.centre.writing import HashEncoder, take_in, write_note

COMMUNES = """TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT
COM,38565,84,38,38D,383,0,VOREPPE,Voreppe,Voreppe,3813,
"""
QPV = """code_qp;lib_qp;insee_com;lib_com
QN03899N;Bourg Vieux - Chapays;38565;Voreppe
"""


@pytest.fixture
def files(tmp_path):
    communes, qpv = tmp_path / "v_commune.csv", tmp_path / "listeqp.csv"
    communes.write_text(COMMUNES, encoding="utf-8")
    qpv.write_text(QPV, encoding="utf-8")
    return [communes, qpv]


def test_the_next_ingest_knows_the_imported_territories(data, tmp_path, files):
    report = import_territories(data, files, encoder=HashEncoder())
    assert report.territories == {"commune": 1, "qpv": 1}
    take_in(data, write_note(tmp_path, last="Une réunion s’est tenue à Voreppe, au Bourg Vieux - Chapays."))
    centre = open_centre(data, encoder=HashEncoder())
    page = centre.entity("https://maillage.example/id/territory/qpv-QN03899N")
    assert page is not None
    assert page.label == "Bourg Vieux - Chapays"
    assert "Voreppe" in [reference.label for reference in page.breadcrumb]
    understood = centre.document(str(tmp_path / "note.md"))
    assert "Voreppe" in [one["label"] for one in understood["territories"]]


def test_documents_held_are_read_again_with_them(data, tmp_path, files):
    take_in(data, write_note(tmp_path, last="Une réunion s’est tenue à Voreppe, au Bourg Vieux - Chapays."))
    before = open_centre(data, encoder=HashEncoder()).document(str(tmp_path / "note.md"))
    assert "Voreppe" not in [one["label"] for one in before["territories"]]
    report = import_territories(data, files, encoder=HashEncoder())
    assert report.snapshot == Snapshots(data).current_version()
    understood = open_centre(data, encoder=HashEncoder()).document(str(tmp_path / "note.md"))
    assert "Voreppe" in [one["label"] for one in understood["territories"]]


def test_a_second_import_keeps_the_first(data, files):
    import_territories(data, files[:1], encoder=HashEncoder())
    import_territories(data, files[1:], encoder=HashEncoder())
    known = authority.vocabulary(data)
    assert known.get("https://maillage.example/id/territory/commune-38565")
    assert known.get("https://maillage.example/id/territory/qpv-QN03899N")
    assert import_territories(data, files, encoder=HashEncoder()).territories == {}, (
        "nothing new the second time"
    )


def test_another_centre_is_not_touched(data, tmp_path, files):
    before = authority.fingerprint(tmp_path / "other")
    import_territories(data, files, encoder=HashEncoder())
    assert authority.fingerprint(tmp_path / "other") == before
    assert authority.fingerprint(data) != before


def test_one_unreadable_file_and_nothing_is_written(data, tmp_path, files):
    (tmp_path / "wrong.csv").write_text("a;b\n1;2\n")
    with pytest.raises(CentreError, match="aucune colonne connue"):
        import_territories(data, [*files, tmp_path / "wrong.csv"], encoder=HashEncoder())
    assert authority.folders(data) == (authority.ONTOLOGY,)


def test_an_unknown_region_is_refused(data, files):
    with pytest.raises(CentreError, match="999"):
        import_territories(data, files, regions=["999"], encoder=HashEncoder())
