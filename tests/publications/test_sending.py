import smtplib
from dataclasses import replace

import pytest

from centre.records import CentreError
from publications.mail import to_message
from publications.sending import Post, Server, server_of
from tests.publications.smtp import Box, LocalServer, certificate

HERE = {"MAILLAGE_SMTP_URL": "smtp://127.0.0.1:2525", "MAILLAGE_SMTP_FROM": "Centre <lettre@exemple.org>"}


@pytest.fixture
def box():
    return Box()


@pytest.fixture
def start(box):
    started = []

    def start_server(**options):
        server = LocalServer(box, **options)
        server.start()
        started.append(server)
        return Server(
            host="127.0.0.1", port=server.port, encrypted=False, sender="lettre@exemple.org", timeout=5
        )

    yield start_server
    for server in started:
        server.stop()


def message(draft, recipient="a@exemple.org"):
    return to_message(draft, sender="lettre@exemple.org", recipient=recipient)


def test_the_server_is_read_from_the_environment():
    server = server_of({**HERE, "MAILLAGE_SMTP_USER": "moi", "MAILLAGE_SMTP_PASSWORD": "secret"})
    assert (server.host, server.port, server.encrypted, server.user) == ("127.0.0.1", 2525, False, "moi")
    assert "secret" not in repr(server)
    assert server_of({**HERE, "MAILLAGE_SMTP_URL": "smtps://exemple.org"}).port == 465


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"MAILLAGE_SMTP_URL": ""}, "MAILLAGE_SMTP_URL=smtp://"),
        ({"MAILLAGE_SMTP_URL": "http://exemple.org"}, "MAILLAGE_SMTP_URL=smtp://"),
        ({"MAILLAGE_SMTP_URL": "smtp://a:99999999"}, "MAILLAGE_SMTP_URL=smtp://"),
        ({"MAILLAGE_SMTP_URL": "smtp://moi:secret@exemple.org"}, "Pas d’identifiants"),
        ({"MAILLAGE_SMTP_FROM": ""}, "MAILLAGE_SMTP_FROM="),
        ({"MAILLAGE_SMTP_FROM": "rien"}, "adresse électronique"),
    ],
)
def test_a_server_that_is_not_whole_is_refused(changes, said):
    with pytest.raises(CentreError, match=said) as refused:
        server_of({**HERE, **changes})
    assert "secret" not in str(refused.value)


def test_one_connection_takes_several_messages_and_survives_a_refusal(draft, box, start):
    post = Post(start())
    box.refused.add("b@exemple.org")
    assert post.send(message(draft)) == ""
    assert post.send(message(draft, "b@exemple.org")).startswith("550 ")
    assert post.send(message(draft, "c@exemple.org")) == ""
    post.close()
    assert [to for to, _ in box.kept] == [("a@exemple.org",), ("c@exemple.org",)]


def test_a_server_that_is_not_there_is_said(draft, start):
    nowhere = replace(start(), port=1)
    assert Post(nowhere).send(message(draft)) != ""


def test_the_connection_is_encrypted_when_the_server_offers_it(draft, box, start, tmp_path):
    theirs, ours = certificate(tmp_path)
    post = Post(start(tls_context=theirs), ours)
    assert post.send(message(draft)) == ""
    assert box.secret == [True]


def test_a_certificate_that_nobody_vouches_for_stops_everything(draft, box, start, tmp_path):
    theirs, _ = certificate(tmp_path)
    assert "certificate" in Post(start(tls_context=theirs)).send(message(draft)).lower()
    assert box.kept == []


def test_who_logs_in_is_let_in(draft, box, start, tmp_path):
    theirs, ours = certificate(tmp_path)
    server = start(tls_context=theirs, authenticator=box.authenticate, auth_required=True)
    assert Post(replace(server, user="moi", password="secret"), ours).send(message(draft)) == ""
    assert Post(replace(server, user="moi", password="faux"), ours).send(message(draft)).startswith("535")
    assert box.logins[0] == ("moi", "secret")


def test_a_password_does_not_go_in_clear_to_another_machine(draft, box, start, monkeypatch):
    server = start(authenticator=box.authenticate, auth_require_tls=False)
    monkeypatch.setattr("publications.sending._HERE", frozenset())
    said = Post(replace(server, user="moi", password="secret")).send(message(draft))
    assert "chiffre pas" in said
    assert box.logins == []


def test_what_a_server_answers_is_one_line():
    from publications.sending import reason

    refused = smtplib.SMTPRecipientsRefused({"a@b.fr": (550, b"un\r\ndeux")})
    assert reason(refused) == "550 un deux"
