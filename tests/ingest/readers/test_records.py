"""Formats that hold records or packages: CSV, XLSX, DOCX, ODT, iCalendar, RSS, Atom."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from ingest.document import IngestError
from ingest.readers import packages, read
from ingest.sources import fetch


def document(tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(fetch(str(path)))


def cells(found):
    return [{c.value: found.text[c.start : c.end] for c in b.cells} for b in found.blocks if b.kind == "row"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_csv_separators(tmp_path, separator):
    lines = [["Nom", "Ville", "Thème"], ["Pih-Poh", "Tours", '"a; b, c"'], ["Labo", "", "x"]]
    found = document(tmp_path, "\n".join(separator.join(line) for line in lines), "a.csv")
    assert cells(found) == [
        {"nom": "Pih-Poh", "ville": "Tours", "thème": "a; b, c"},
        {"nom": "Labo", "thème": "x"},
    ]
    assert found.blocks[0].text == "Nom : Pih-Poh · Ville : Tours · Thème : a; b, c"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Nom^Ville\nPih-Poh^Tours\n", "colonnes introuvables"),
        ("Nom;Ville;Rue\nA;B;C\nD\n", "fiche n° 3"),
        ("Nom;Ville\nA;B;C\n", "3 colonnes au lieu de 2"),
        ("Nom;Ville\n", "sans fiche"),
    ],
)
def test_a_wrong_csv_is_refused(tmp_path, text, reason):
    with pytest.raises(IngestError, match=reason):
        document(tmp_path, text, "a.csv")


def test_csv_from_windows(tmp_path):
    content = "Nom;Thème\r\nRésO;égalité\r\n".encode("cp1252")
    assert cells(document(tmp_path, content, "a.csv")) == [{"nom": "RésO", "thème": "égalité"}]


def workbook():
    import datetime

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Acteurs"
    sheet.append(["Annuaire des acteurs"])
    sheet.append([])
    sheet.append(["Nom", "Depuis", "Habitants"])
    sheet.append(["Pih-Poh", datetime.datetime(2024, 3, 5), 1200.0])
    second = book.create_sheet("Lieux")
    second.append(["Nom", "Ville"])
    second.append(["Sanitas", "Tours"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_xlsx_sheets_and_header(tmp_path):
    found = document(tmp_path, workbook(), "a.xlsx")
    assert [(b.kind, b.page, b.text) for b in found.blocks] == [
        ("heading", 1, "Acteurs"),
        ("paragraph", 1, "Annuaire des acteurs"),
        ("row", 1, "Nom : Pih-Poh · Depuis : 2024-03-05 · Habitants : 1200"),
        ("heading", 2, "Lieux"),
        ("row", 2, "Nom : Sanitas · Ville : Tours"),
    ]
    assert found.pages == 2


def word_file():
    import docx

    file = docx.Document()
    file.core_properties.title = "Compte rendu"
    file.core_properties.author = "Villes au Carré"
    file.add_heading("Ordre du jour", level=2)
    paragraph = file.add_paragraph("Une ")
    paragraph.add_run("réunion").bold = True
    file.add_paragraph("premier point", style="List Bullet")
    file.add_paragraph().add_run("11 juin").bold = True
    table = file.add_table(rows=2, cols=2)
    for cell, text in zip(
        [*table.rows[0].cells, *table.rows[1].cells], ["Nom", "Ville", "A", "Tours"], strict=True
    ):
        cell.text = text
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def open_document():
    from odf import style, table, text
    from odf.opendocument import OpenDocumentText

    file = OpenDocumentText()
    bold = style.Style(name="gras", family="text")
    bold.addElement(style.TextProperties(fontweight="bold"))
    file.automaticstyles.addElement(bold)
    file.text.addElement(text.H(outlinelevel=2, text="Ordre du jour"))
    paragraph = text.P(text="Une ")
    paragraph.addElement(text.Span(stylename=bold, text="réunion"))
    file.text.addElement(paragraph)
    items = text.List()
    item = text.ListItem()
    item.addElement(text.P(text="premier point"))
    items.addElement(item)
    file.text.addElement(items)
    dated = text.P()
    dated.addElement(text.Span(stylename=bold, text="11 juin"))
    file.text.addElement(dated)
    grid = table.Table()
    for values in (("Nom", "Ville"), ("A", "Tours")):
        row = table.TableRow()
        for value in values:
            cell = table.TableCell()
            cell.addElement(text.P(text=value))
            row.addElement(cell)
        grid.addElement(row)
    file.text.addElement(grid)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(("make", "name"), [(word_file, "a.docx"), (open_document, "a.odt")])
def test_word_processor_files(tmp_path, make, name):
    found = document(tmp_path, make(), name)
    assert [(b.kind, b.level, b.marker, b.emphasis, b.text) for b in found.blocks] == [
        ("heading", 2, "", False, "Ordre du jour"),
        ("paragraph", 0, "", False, "Une réunion"),
        ("item", 0, "•", False, "premier point"),
        ("paragraph", 0, "", True, "11 juin"),
        ("row", 0, "", False, "Nom : A · Ville : Tours"),
    ]
    assert found.metadata.title == ("Compte rendu" if name == "a.docx" else "Ordre du jour")


@pytest.mark.parametrize(
    ("make", "name"), [(word_file, "a.docx"), (open_document, "a.odt"), (workbook, "a.xlsx")]
)
def test_a_torn_package_is_refused(tmp_path, make, name):
    content = make()
    with pytest.raises(IngestError, match="abîmé"):
        document(tmp_path, content[: len(content) // 2], name)
    middle = len(content) // 3
    spoiled = content[:middle] + bytes(200) + content[middle + 200 :]
    with pytest.raises(IngestError, match="abîmé"):
        document(tmp_path, spoiled, name)


def test_a_bomb_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "_RATIO_APPLIES_FROM", 1024 * 1024)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * (4 * 1024 * 1024))
    with pytest.raises(IngestError, match="démesuré"):
        document(tmp_path, buffer.getvalue(), "a.docx")


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//essai//FR
X-WR-CALNAME:Agenda
BEGIN:VEVENT
UID:1@essai
DTSTART;TZID=Europe/Paris:20240611T093000
DTEND;TZID=Europe/Paris:20240611T170000
SUMMARY:Regards croisés
LOCATION:Orléans
RRULE:FREQ=MONTHLY;COUNT=3
CATEGORIES:transition,quartiers
ORGANIZER;CN=Villes au Carré:mailto:personne@essai.example
STATUS:CONFIRMED
END:VEVENT
BEGIN:VEVENT
UID:2@essai
DTSTART;VALUE=DATE:20240701
SUMMARY:Rencontres\\, suite
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def test_calendar_events_are_rows(tmp_path):
    found = document(tmp_path, CALENDAR, "a.ics")
    first, second = cells(found)
    assert first == {
        "summary": "Regards croisés",
        "dtstart": "2024-06-11T09:30:00+02:00",
        "dtend": "2024-06-11T17:00:00+02:00",
        "location": "Orléans",
        "status": "CONFIRMED",
        "uid": "1@essai",
        "organizer": "Villes au Carré",
        "rrule": "FREQ=MONTHLY;COUNT=3",
        "categories": "transition, quartiers",
    }
    assert second["dtstart"] == "2024-07-01"
    assert second["summary"] == "Rencontres, suite"
    assert found.metadata.title == "Agenda"
    assert "personne@" not in found.text


@pytest.mark.parametrize(
    "text", ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", CALENDAR[:300], "BEGIN:VCALENDAR\r\n"]
)
def test_a_calendar_without_event_is_refused(tmp_path, text):
    with pytest.raises(IngestError, match="iCalendar"):
        document(tmp_path, text, "a.ics")


RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Panorama</title>
<language>fr</language><item><title>Un &amp; deux</title><link>https://e.example/1</link>
<pubDate>Mon, 09 Sep 2024 00:30:00 +0200</pubDate>
<description>&lt;p&gt;Un &lt;b&gt;été&lt;/b&gt;.&lt;/p&gt;</description>
</item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Panorama</title>
<entry><title>Un &amp; deux</title><link href="https://e.example/1"/><published>2024-09-09T00:30:00+02:00</published>
<summary>Un été.</summary></entry></feed>"""


@pytest.mark.parametrize("text", [RSS, ATOM])
def test_feed_entries_are_rows(tmp_path, text):
    found = document(tmp_path, text, "a.xml")
    assert cells(found) == [
        {"title": "Un & deux", "link": "https://e.example/1", "published": "2024-09-09", "summary": "Un été."}
    ]
    assert found.metadata.title == "Panorama"
    assert found.metadata.published in (None, date(2024, 9, 9))


def test_an_empty_feed_is_refused(tmp_path):
    with pytest.raises(IngestError, match="aucune entrée"):
        document(tmp_path, '<rss version="2.0"><channel><title>A</title></channel></rss>', "a.xml")


def test_an_unexpected_error_becomes_one_line(tmp_path, monkeypatch):
    from ingest import readers

    def broken(source):
        raise RuntimeError("bug")

    monkeypatch.setitem(readers.READERS, "text/plain", ("texte", broken))
    with pytest.raises(IngestError, match="ce fichier texte n’a pas pu être lu") as caught:
        document(tmp_path, "bonjour", "a.txt")
    assert isinstance(caught.value.__cause__, RuntimeError)
    assert "\n" not in str(caught.value)
