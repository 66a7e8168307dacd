import email
from datetime import UTC, datetime, timedelta
from email.policy import default

import pytest

from publications.digest import asked, digest, slug
from publications.marks import Marks
from publications.sending import Post, Server
from publications.telling import by_mail, to_files
from tests.publications.conftest import SITE
from tests.publications.smtp import Box, LocalServer
from tests.publications.test_searches import WHOLE


def a_search(tmp_path, text):
    from publications.searches import read_searches

    (tmp_path / "searches.toml").write_text(text, encoding="utf-8")
    return read_searches(tmp_path)


@pytest.fixture
def search(tmp_path):
    return a_search(tmp_path, WHOLE.replace('"equipe@exemple.org"]', '"autre@exemple.org"]'))[0]


@pytest.fixture
def now(letters_centre):
    """An hour after the documents were read."""
    added = letters_centre.opened().manifest.documents[0].added
    return datetime.fromisoformat(added) + timedelta(hours=1)


@pytest.fixture
def server():
    box = Box()
    started = LocalServer(box)
    started.start()
    box.post = Post(
        Server(host="127.0.0.1", port=started.port, encrypted=False, sender="lettre@exemple.org", timeout=5)
    )
    yield box
    box.post.close()
    started.stop()


def test_a_digest_names_the_search_and_why_each_thing_is_there(letters_centre, search, now):
    draft = digest(letters_centre, search, now - timedelta(days=30), now, SITE)
    assert draft.title == "Veille «\u00a0GUSP\u00a0»"
    assert "Recherche\u00a0: «\u00a0gusp\u00a0»." in draft.introduction
    assert draft.lines
    for line in draft.lines:
        assert "Trouvé par «\u00a0gusp\u00a0» – " in line.facts
        assert line.source.title
        assert line.source.link.startswith(SITE)
    assert any("proximité" in line.title or "Sanitas" in line.title for line in draft.lines)
    assert len({line.id for line in draft.lines}) == len(draft.lines)
    assert len({(line.title, line.date_text, line.source.document) for line in draft.lines}) == len(
        draft.lines
    )
    assert all(line.kind not in ("actor", "theme", "territory") for line in draft.lines)


def test_what_was_told_is_not_told_again(letters_centre, search, now):
    assert digest(letters_centre, search, now - timedelta(minutes=1), now).lines == ()
    early = datetime(2000, 1, 1, tzinfo=UTC)
    assert digest(letters_centre, search, early, early + timedelta(days=1)).lines == ()


def test_files_are_written_once_a_period(letters_centre, search, now, tmp_path):
    told = to_files(letters_centre, [search], Marks(tmp_path), tmp_path / "out", now)
    assert told[0].outcome == "written"
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".eml", ".html", ".md"]
    again = to_files(letters_centre, [search], Marks(tmp_path), tmp_path / "out", now + timedelta(days=1))
    assert again[0].outcome == "not-due"
    forced = to_files(
        letters_centre, [search], Marks(tmp_path), tmp_path / "out", now + timedelta(days=1), every=True
    )
    assert forced[0].outcome == "empty"


def test_each_reader_gets_one_message_with_its_headers(letters_centre, search, now, tmp_path, server):
    told = by_mail(
        letters_centre, [search], Marks(tmp_path), server.post.send, "Centre <lettre@exemple.org>", now
    )
    assert [one.outcome for one in told] == ["sent", "sent"]
    assert [to for to, _ in server.kept] == [("equipe@exemple.org",), ("autre@exemple.org",)]
    message = email.message_from_bytes(server.kept[0][1], policy=default)
    assert message["Subject"] == "Veille «\u00a0GUSP\u00a0»"
    assert message["To"] == "Équipe <equipe@exemple.org>"
    assert message["From"] == "Centre <lettre@exemple.org>"
    assert message["List-Unsubscribe"] == "<mailto:lettre@exemple.org?subject=Stop>"
    assert message["Message-ID"].endswith("@exemple.org>")
    assert message["Date"].datetime == now
    assert message["Auto-Submitted"] == "auto-generated"
    assert "proximité" in message.get_body(("html",)).get_content()
    assert "Vous recevez ce message" in message.get_body(("plain",)).get_content()


def test_a_failure_loses_nothing_for_the_others_and_is_sent_the_next_time(
    letters_centre, search, now, tmp_path, server
):
    def run(moment):
        told = by_mail(
            letters_centre, [search], Marks(tmp_path), server.post.send, "lettre@exemple.org", moment
        )
        return {one.reader: one.outcome for one in told}

    server.refused.add("equipe@exemple.org")
    assert run(now) == {"equipe@exemple.org": "failed", "autre@exemple.org": "sent"}
    server.refused.clear()
    assert run(now + timedelta(minutes=5)) == {"equipe@exemple.org": "sent", "autre@exemple.org": "not-due"}
    assert run(now + timedelta(days=7)) == {"equipe@exemple.org": "empty", "autre@exemple.org": "empty"}
    assert len(server.kept) == 2


def test_nothing_found_is_no_message(letters_centre, now, tmp_path, server):
    (nothing,) = a_search(tmp_path, '[[search]]\nname = "a"\nquery = "zzzzqqq"\nrecipients = ["a@b.fr"]')
    told = by_mail(letters_centre, [nothing], Marks(tmp_path), server.post.send, "a@b.fr", now)
    assert [one.outcome for one in told] == ["empty"]
    assert server.kept == []


def test_a_search_without_words_is_named_by_its_filters(letters_centre, now, tmp_path):
    (bourges,) = a_search(tmp_path, '[[search]]\nname = "Œuvres à Bourges"\nterritories = ["Bourges"]')
    assert asked(bourges) == "Recherche\u00a0: territoire\u00a0: Bourges."
    assert slug(bourges.name) == "oeuvres-a-bourges"
    assert digest(letters_centre, bourges, now - timedelta(days=1), now).lines
