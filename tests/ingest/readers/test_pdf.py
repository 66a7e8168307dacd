"""PDF: reading order, paragraphs, titles, running lines, and each way a PDF can be unreadable."""

from __future__ import annotations

import io

import pytest

from ingest.document import IngestError
from ingest.readers import read
from ingest.sources import fetch

canvas_module = pytest.importorskip("reportlab.pdfgen.canvas")
WIDTH, HEIGHT = 595, 842


def drawn(*pages, title=""):
    """Return a PDF of pages given as lists of (x, y, size, bold, text)."""
    buffer = io.BytesIO()
    canvas = canvas_module.Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    canvas.setTitle(title)
    for page in pages:
        for x, y, size, bold, text in page:
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(x, y, texts, size=10, bold=False):
    return [(x, y - 14 * row, size, bold, text) for row, text in enumerate(texts)]


def document(tmp_path, content, name="essai.pdf"):
    path = tmp_path / name
    path.write_bytes(content)
    return read(fetch(str(path)))


def texts(found):
    return [block.text for block in found.blocks]


PROSE = [
    "La gestion urbaine et sociale de proximité réunit la commune, les bailleurs et les habitants",
    "autour du cadre de vie des quartiers. Elle part d'un diagnostic en marchant, puis se tient au",
    "fil des mois.",
]


def test_titles_paragraphs_and_short_lines(tmp_path):
    page = [
        (60, 780, 20, True, "Programme"),
        *lines(60, 740, PROSE),
        (60, 690, 14, True, "Ateliers du quartier"),
        *lines(60, 672, ["> 12 mars", "Tours", "En visioconférence"]),
        (60, 610, 14, True, "Journées du réseau"),
        *lines(60, 592, ["• un point", "• un autre point"]),
    ]
    found = document(tmp_path, drawn(page, title="Un programme"))
    assert [(b.kind, b.level, b.marker, b.text) for b in found.blocks] == [
        ("heading", 1, "", "Programme"),
        ("paragraph", 0, "", " ".join(PROSE)),
        ("heading", 2, "", "Ateliers du quartier"),
        ("paragraph", 0, ">", "12 mars"),
        ("paragraph", 0, "", "Tours"),
        ("paragraph", 0, "", "En visioconférence"),
        ("heading", 2, "", "Journées du réseau"),
        ("item", 0, "•", "un point"),
        ("item", 0, "•", "un autre point"),
    ]
    assert found.metadata.title == "Un programme"
    for block in found.blocks:
        assert found.text[block.start : block.end] == block.text


def test_two_columns_are_read_one_after_the_other(tmp_path):
    left = [f"gauche {row} avec des mots pour emplir la colonne" for row in range(12)]
    right = [f"droite {row} avec des mots pour emplir la colonne" for row in range(12)]
    page = [(60, 790, 18, True, "Un titre sur toute la largeur de la page, au-dessus")]
    for row in range(12):  # drawn row by row: the order of drawing is not the order of reading
        page += [(60, 740 - 14 * row, 10, False, left[row]), (320, 740 - 14 * row, 10, False, right[row])]
    text = document(tmp_path, drawn(page)).text
    positions = [text.index(words.split(" avec")[0]) for words in (*left, *right)]
    assert text.startswith("Un titre")
    assert positions == sorted(positions)


def test_words_broken_at_line_ends_are_made_whole(tmp_path):
    page = lines(
        60,
        740,
        [
            "Une démarche partagée entre la commune et les bailleurs, qui vise à changer la ges-",
            "tion des espaces et à tenir, chaque mois, un rendez-vous avec les gens, puis un rendez-",
            "vous de bilan.",
        ],
    )
    assert "la gestion des espaces" in document(tmp_path, drawn(page)).text
    assert "un rendez-vous de bilan." in document(tmp_path, drawn(page)).text


def test_running_lines_and_page_numbers_are_left_out(tmp_path):
    pages = [
        [
            (60, 815, 8, False, "Rapport annuel du centre"),
            *lines(60, 700, [f"Page de fond {name} sur les quartiers."]),
            (300, 30, 8, False, f"{number} / 4"),
            (60, 30, 8, False, f"Villes - novembre - p. {number}"),
        ]
        for number, name in enumerate(["un", "deux", "trois", "quatre"], start=1)
    ]
    found = document(tmp_path, drawn(*pages))
    assert texts(found) == [
        f"Page de fond {name} sur les quartiers." for name in ("un", "deux", "trois", "quatre")
    ]
    assert [block.page for block in found.blocks] == [1, 2, 3, 4]
    assert found.pages == 4


def test_a_paragraph_goes_on_over_the_page(tmp_path):
    first = lines(60, 120, PROSE[:2])
    second = lines(60, 780, PROSE[2:])
    assert texts(document(tmp_path, drawn(first, second))) == [" ".join(PROSE)]


def test_a_table_gives_records_even_with_cells_on_two_lines(tmp_path):
    page = [(60, 800, 16, True, "Tableau des champs")]
    rows = [("Champ", "Exemple", "Thème"), ("Tri", "Collecte", "Déchets"), ("Jardin", "Fête", "Lien")]
    for row, cells in enumerate(rows):
        page += [(x, 700 - 24 * row, 10, False, cell) for x, cell in zip((60, 220, 400), cells, strict=True)]
    page.append((60, 700 - 24 * 2 - 11, 10, False, "partagé"))
    rows = [block for block in document(tmp_path, drawn(page)).blocks if block.kind == "row"]
    assert [row.text for row in rows] == [
        "Champ : Tri · Exemple : Collecte · Thème : Déchets",
        "Champ : Jardin partagé · Exemple : Fête · Thème : Lien",
    ]


def test_bookmarks_give_the_levels_of_titles(tmp_path):
    buffer = io.BytesIO()
    canvas = canvas_module.Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    for level, title in enumerate(["Chapitre premier", "Section dedans"]):
        canvas.bookmarkPage(title)
        canvas.addOutlineEntry(title, title, level)
        canvas.drawString(60, 700 - 100 * level, title)
        canvas.drawString(60, 660 - 100 * level, "Un peu de texte ordinaire, qui finit par un point.")
    canvas.save()
    found = document(tmp_path, buffer.getvalue())
    assert [(b.level, b.text) for b in found.blocks if b.kind == "heading"] == [
        (1, "Chapitre premier"),
        (2, "Section dedans"),
    ]


def test_raised_letters_stay_and_note_calls_go(tmp_path):
    buffer = io.BytesIO()
    canvas = canvas_module.Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    line = canvas.beginText(60, 700)
    for text, size, rise in (
        ("Le 1", 11, 0),
        ("er", 7, 4),
        (" août, la loi", 11, 0),
        ("2", 7, 4),
        (" change.", 11, 0),
    ):
        line.setFont("Helvetica", size)
        line.setRise(rise)
        line.textOut(text)
    canvas.drawText(line)
    canvas.save()
    assert texts(document(tmp_path, buffer.getvalue())) == ["Le 1er août, la loi change."]


def test_a_raised_end_does_not_raise_what_follows(tmp_path):
    buffer = io.BytesIO()
    canvas = canvas_module.Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    for top, text in ((740, "Une phrase"), (700, PROSE[0])):
        canvas.saveState()
        line = canvas.beginText(60, top)
        line.setFont("Helvetica", 10)
        line.textOut(text)
        line.setFont("Helvetica", 7)
        line.setRise(5)
        line.textOut("1")
        canvas.drawText(line)
        canvas.restoreState()
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 688, "autour du cadre de vie.")
    canvas.save()
    assert texts(document(tmp_path, buffer.getvalue())) == [
        "Une phrase",
        f"{PROSE[0]} autour du cadre de vie.",
    ]


def test_links_keep_their_target(tmp_path):
    buffer = io.BytesIO()
    canvas = canvas_module.Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    canvas.drawString(60, 700, "Le dossier")
    canvas.linkURL("https://d.example/", (55, 695, 130, 715))
    canvas.save()
    (block,) = document(tmp_path, buffer.getvalue()).blocks
    assert [link.value for link in block.links] == ["https://d.example/"]


def encrypted(password, algorithm="AES-256"):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(lines(60, 700, ["Texte protégé."])))))
    writer.encrypt(password, owner_password="autre", algorithm=algorithm)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("algorithm", ["AES-256", "RC4-128"])
def test_a_password_is_asked_for(tmp_path, algorithm):
    with pytest.raises(IngestError, match="mot de passe"):
        document(tmp_path, encrypted("secret", algorithm))


def test_an_empty_password_opens(tmp_path):
    assert texts(document(tmp_path, encrypted(""))) == ["Texte protégé."]


def test_images_alone_are_refused(tmp_path):
    buffer = io.BytesIO()
    canvas = canvas_module.Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    canvas.rect(60, 60, 200, 200, fill=1)
    canvas.save()
    with pytest.raises(IngestError, match="que des images"):
        document(tmp_path, buffer.getvalue())


@pytest.mark.parametrize("keep", [30, 200, 700])
def test_a_truncated_file_is_refused(tmp_path, keep):
    content = drawn(lines(60, 700, PROSE))
    with pytest.raises(IngestError, match="abîmé ou incomplet"):
        document(tmp_path, content[:keep])


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(IngestError, match="vide"):
        document(tmp_path, b"")
