from __future__ import annotations


def test_a_document_is_cited_under_its_own_title_with_its_notice(centre):
    for document in centre.documents():
        made = centre.work(document.id)
        assert made.title == document.label
        assert made.document == document.id


def test_a_resource_made_of_a_document_has_its_authors_and_its_text(centre):
    for notice in centre.notices():
        if notice.kind == "event":
            assert centre.work(notice.id) is None
            continue
        made = centre.work(notice.id)
        assert made.title == notice.title
        assert made.notice == notice
        assert [one.label for one in made.authors] == [
            one.label for one in notice.creators or notice.publishers
        ]
    assert any(centre.work(one.id).document for one in centre.notices() if one.kind != "event")


def test_nothing_else_is_cited(centre):
    assert centre.work("https://maillage.example/id/theme/gusp") is None
    assert centre.work("https://maillage.example/id/resource/inconnue") is None
