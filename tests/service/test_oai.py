"""The OAI-PMH provider harvested by a real harvester, over its resumption tokens."""

from __future__ import annotations

import pytest
from lxml import etree
from sickle import Sickle
from sickle.iterator import OAIItemIterator
from sickle.oaiexceptions import BadArgument, CannotDisseminateFormat, IdDoesNotExist, NoRecordsMatch

from service.oai.provider import Provider

DC = "{http://purl.org/dc/elements/1.1/}"
MODS = "{http://www.loc.gov/mods/v3}"


@pytest.fixture
def harvester(server, monkeypatch):
    monkeypatch.setattr(Provider, "limit", 2)
    return Sickle(f"{server}/oai", max_retries=0)


def test_it_says_who_it_is(harvester, server):
    told = harvester.Identify()
    assert told.protocolVersion == "2.0"
    assert told.baseURL == f"{server}/oai"
    assert told.granularity == "YYYY-MM-DDThh:mm:ssZ"


def test_everything_is_harvested_over_resumption_tokens(harvester, small_centre):
    expected = {notice.title for notice in small_centre.notices()}
    assert len(expected) > 3
    records = list(harvester.ListRecords(metadataPrefix="oai_dc"))
    assert {record.metadata["title"][0] for record in records} == expected
    assert len({record.header.identifier for record in records}) == len(records)


def test_a_record_in_both_formats(harvester):
    header = next(
        one
        for one in harvester.ListIdentifiers(metadataPrefix="mods", set="kind:event")
        if "theme:gusp" in one.setSpecs
    )
    plain = harvester.GetRecord(identifier=header.identifier, metadataPrefix="oai_dc").metadata
    assert "Gestion urbaine et sociale de proximité" in plain["subject"]
    assert plain["date"][0].startswith("2030-")
    assert plain["identifier"][0].startswith("http://127.0.0.1")
    rich = etree.fromstring(
        harvester.GetRecord(identifier=header.identifier, metadataPrefix="mods").raw.encode()
    )
    assert rich.find(f".//{MODS}title").text == plain["title"][0]
    assert rich.find(f".//{MODS}topic").get("valueURI").endswith("/id/theme/gusp")
    assert {term.text for term in rich.iter(f"{MODS}roleTerm")} >= {"mod"}


def test_sets_and_dates_filter(harvester):
    names = {one.setSpec: one.setName for one in harvester.ListSets()}
    assert names["kind:event"] == "rencontre"
    assert names["theme:gusp"] == "Gestion urbaine et sociale de proximité"
    everything = list(harvester.ListIdentifiers(metadataPrefix="oai_dc"))
    events = list(harvester.ListIdentifiers(metadataPrefix="oai_dc", set="kind:event"))
    assert 0 < len(events) < len(everything)
    assert len(list(harvester.ListIdentifiers(metadataPrefix="oai_dc", **{"from": "2020-01-01"}))) == len(
        everything
    )
    with pytest.raises(NoRecordsMatch):
        list(harvester.ListIdentifiers(metadataPrefix="oai_dc", until="2020-01-01"))


@pytest.mark.parametrize(
    ("error", "asked"),
    [
        (
            IdDoesNotExist,
            {"verb": "GetRecord", "identifier": "oai:maillage.example:x", "metadataPrefix": "oai_dc"},
        ),
        (CannotDisseminateFormat, {"verb": "ListRecords", "metadataPrefix": "marc"}),
        (BadArgument, {"verb": "ListRecords"}),
    ],
)
def test_wrong_requests_get_the_errors_of_the_protocol(harvester, error, asked):
    with pytest.raises(error):
        next(OAIItemIterator(harvester, asked))


def test_posts_and_repeated_arguments(client):
    posted = client.post("/oai", data={"verb": "Identify"})
    assert b"<protocolVersion>2.0</protocolVersion>" in posted.content
    assert posted.headers["content-type"].startswith("text/xml")
    for wrong in ("?verb=Identify&verb=Identify", "?verb=Delete", ""):
        assert b'code="badVerb"' in client.get(f"/oai{wrong}").content
    assert client.post("/oai", content=b"x" * 20_000).status_code == 413
