"""Catalogues: resumption tokens, increments, deletions, and repositories that misbehave."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from ingest.document import IngestError, Source
from ingest.readers import read
from tests.ingest.sources.memory import source
from tests.ingest.sources.site import Answer

HEAD = '<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>x</responseDate>'


def record(name, stamp, deleted=False, title="Notice", more=""):
    metadata = (
        ""
        if deleted
        else '<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title} {name}</dc:title>{more}</oai_dc:dc></metadata>"
    )
    status = ' status="deleted"' if deleted else ""
    return (
        f"<record><header{status}><identifier>oai:x:{name}</identifier><datestamp>{stamp}</datestamp></header>"
        f"{metadata}</record>"
    )


class Repository:
    """Answers as OAI-PMH 2.0 asks, two records a page."""

    def __init__(self, deleting="persistent", granularity="YYYY-MM-DDThh:mm:ssZ"):
        self.records, self.asked, self.deleting, self.granularity = {}, [], deleting, granularity
        self.broken = 0

    def put(self, name, stamp, **options):
        self.records[name] = (stamp, record(name, stamp, **options))

    def __call__(self, path, headers):
        query = {key: values[0] for key, values in parse_qs(urlsplit(path).query).items()}
        self.asked.append(query)
        if query["verb"] == "Identify":
            return (
                f"{HEAD}<Identify><deletedRecord>{self.deleting}</deletedRecord>"
                f"<granularity>{self.granularity}</granularity></Identify></OAI-PMH>"
            )
        if "resumptionToken" in query:
            if self.broken:
                self.broken -= 1
                return f'{HEAD}<error code="badResumptionToken">x</error></OAI-PMH>'
            since, _, start = query["resumptionToken"].partition("|")
        else:
            since, start = query.get("from", ""), "0"
        found = sorted(item for item in self.records.values() if item[0] >= since)
        page = found[int(start) : int(start) + 2]
        if not page:
            return f'{HEAD}<error code="noRecordsMatch">x</error></OAI-PMH>'
        left = int(start) + 2 < len(found)
        token = (
            f"<resumptionToken>{since}|{int(start) + 2}</resumptionToken>" if left else "<resumptionToken/>"
        )
        return f"{HEAD}<ListRecords>{''.join(item[1] for item in page)}{token}</ListRecords></OAI-PMH>"


def names(pairs):
    return [(locator.rpartition("%3A")[2], state) for locator, state in pairs]


@pytest.fixture
def repository(site):
    repository = Repository()
    site.pages["/oai"] = repository
    for number in range(1, 6):
        repository.put(f"n{number}", f"2024-05-0{number}T00:00:00Z")
    return repository


def test_a_harvest_goes_over_all_the_pages_then_takes_what_is_new(site, web, centre, repository):
    entry = source("oai-pmh", f"{site.base}/oai", set="ville")
    assert names(centre.read(entry, web)) == [(f"n{number}", "here") for number in range(1, 6)]
    assert repository.asked[1] == {"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "ville"}
    assert [query.get("resumptionToken") for query in repository.asked[2:]] == ["|2", "|4"]
    repository.asked.clear()
    repository.put("n2", "2024-06-01T00:00:00Z", title="Corrigée")
    repository.put("n4", "2024-06-02T00:00:00Z", deleted=True)
    repository.put("n9", "2024-06-03T00:00:00Z", deleted=True)
    assert names(centre.read(entry, web)) == [("n5", "here"), ("n2", "here"), ("n4", "gone")]
    assert repository.asked[1]["from"] == "2024-05-05T00:00:00Z"


def test_a_catalogue_without_memory_is_harvested_whole(site, web, centre, repository):
    repository.deleting = "no"
    entry = source("oai-pmh", f"{site.base}/oai")
    centre.read(entry, web)
    del repository.records["n3"]
    assert ("n3", "gone") in names(centre.read(entry, web))
    assert all("from" not in query for query in repository.asked)


def test_a_centre_that_lost_records_harvests_whole(site, web, centre, repository):
    entry = source("oai-pmh", f"{site.base}/oai")
    centre.read(entry, web)
    repository.asked.clear()
    centre.read(entry, web, whole=False)
    assert all("from" not in query for query in repository.asked)


def test_days_are_asked_in_days(site, web, centre, repository):
    repository.granularity = "YYYY-MM-DD"
    entry = source("oai-pmh", f"{site.base}/oai")
    centre.read(entry, web)
    centre.read(entry, web)
    assert [query["from"] for query in repository.asked if "from" in query] == ["2024-05-05"]


def test_a_token_that_expired_starts_again_once(site, web, centre, repository):
    entry = source("oai-pmh", f"{site.base}/oai")
    repository.broken = 1
    assert len({locator for locator, _ in centre.read(entry, web)}) == 5
    repository.broken = 9
    with pytest.raises(IngestError, match="badResumptionToken"):
        centre.read(entry, web, whole=False)
    assert len(centre.items) == 5


def test_a_harvest_that_breaks_takes_nothing_away(site, web, centre, repository):
    repository.deleting = "no"
    entry = source("oai-pmh", f"{site.base}/oai")
    centre.read(entry, web)
    site.pages["/oai"] = lambda path, headers: (
        Answer("", 500) if "resumption" in path else repository(path, headers)
    )
    with pytest.raises(IngestError, match="en panne"):
        centre.read(entry, web)
    assert len(centre.items) == 5


def test_an_endless_catalogue_is_left(site, web, centre):
    def endless(path, headers):
        if "Identify" in path:
            return f"{HEAD}<Identify/></OAI-PMH>"
        return f"{HEAD}<ListRecords>{record('a', 'x')}<resumptionToken>t</resumptionToken></ListRecords></OAI-PMH>"

    site.pages["/oai"] = endless
    with pytest.raises(IngestError, match="sans fin"):
        centre.read(source("oai-pmh", f"{site.base}/oai"), web)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<html/>", "n’est pas un catalogue"),
        (f'{HEAD}<error code="badArgument">non</error></OAI-PMH>', "badArgument : non"),
        ("<OAI-PMH>", "mal formé"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><OAI-PMH>&b;</OAI-PMH>', "entités"),
    ],
)
def test_what_is_no_catalogue_is_said(site, web, centre, body, words):
    site.pages["/oai"] = body
    with pytest.raises(IngestError, match=words):
        centre.read(source("oai-pmh", f"{site.base}/oai"), web)


def test_a_record_is_a_page_that_says_all_its_fields(site, web, centre, repository):
    repository.records.clear()
    repository.put(
        "n1", "2024-05-01T00:00:00Z", title="L’été &amp; &lt;la&gt; ville",
        more="<dc:creator>Zoé Martin</dc:creator><dc:publisher>ANCT</dc:publisher><dc:date>2023-11-02</dc:date>"
        "<dc:subject>GUSP</dc:subject><dc:description>Un résumé.</dc:description><dc:language>fre</dc:language>"
        "<dc:rights>CC BY</dc:rights><dc:identifier>https://exemple.fr/n1</dc:identifier>",
    )  # fmt: skip
    centre.read(source("oai-pmh", f"{site.base}/oai"), web)
    item = centre.last[0]
    assert item.stated.publisher == "ANCT"
    assert (item.stated.url, item.stated.licence) == ("https://exemple.fr/n1", "CC BY")
    assert item.stated.themes == ("GUSP",)
    document = read(Source(locator="a", sha256="0" * 64, media_type="text/html", content=item.content))
    assert document.metadata.title == "L’été & <la> ville n1"
    assert document.metadata.authors == ("Zoé Martin",)
    assert (str(document.metadata.published), document.metadata.language) == ("2023-11-02", "fr")
    for words in ("Un résumé.", "Auteur : Zoé Martin", "Éditeur : ANCT", "Mots-clés : GUSP"):
        assert words in document.text
