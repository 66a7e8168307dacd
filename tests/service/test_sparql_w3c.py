"""The W3C SPARQL 1.1 Protocol test suite, the part that a read-only service can pass: docs/sparql.md lists the rest.

The suite is not ours to ship; the test reads it where it lies beside the repository, or where
SPARQL_PROTOCOL_SUITE says, and is skipped where it does not.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from rdflib import RDF, Graph, Namespace
from rdflib.collection import Collection
from starlette.applications import Starlette

from graph.store import Store
from service import sparql
from tests.service.conftest import serving

BESIDE = Path(__file__).parents[3] / "shared" / "w3c" / "sparql11-protocol"
SUITE = Path(os.environ.get("SPARQL_PROTOCOL_SUITE") or BESIDE)
MANIFEST = SUITE / "manifest.ttl"
HT = Namespace("http://www.w3.org/2011/http#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

DO_NOT_APPLY = {
    "update_dataset_default_graph", "update_dataset_default_graphs", "update_dataset_named_graphs",
    "update_dataset_full", "update_post_form", "update_post_direct", "update_base_uri",
}  # fmt: skip
"""Updates that must succeed; those that must be refused are."""
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        "application/sparql-results+json", "application/sparql-results+xml", "text/csv",
        "text/tab-separated-values",
    },
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"},
}  # fmt: skip

pytestmark = pytest.mark.skipif(not MANIFEST.is_file(), reason=f"the W3C suite is not at {SUITE.name}/")


def manifest():
    return Graph().parse(MANIFEST, format="turtle") if MANIFEST.is_file() else Graph()


TESTS = manifest()
NAMES = sorted(
    name
    for test in TESTS.subjects(RDF.type, MF.ProtocolTest)
    if (name := str(test).rsplit("#", 1)[-1]) not in DO_NOT_APPLY
)


class OneSnapshot:
    """The little of a centre that the endpoint asks: which snapshot is live."""

    def __init__(self, path):
        self.path = path

    def opened(self):
        return self


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of a server over the graphs of the suite, under the names that its tests give them."""
    folder = tmp_path_factory.mktemp("w3c")
    data = {
        (str(one.split()[0].strip("<>")), path)
        for path in SUITE.glob("data*.nt")
        for one in path.read_text(encoding="utf-8").splitlines()
    }
    with Store(folder / "graph", read_only=False) as store:
        for name, path in data:
            store.replace(name, Graph().parse(path, format="nt"))
        store.flush()
    with serving(Starlette(routes=sparql.routes(OneSnapshot(folder)))) as served:
        yield served


def requests(name):
    test = next(s for s in TESTS.subjects(RDF.type, MF.ProtocolTest) if str(s).endswith(f"#{name}"))
    action = TESTS.value(test, MF.action)
    return list(Collection(TESTS, TESTS.value(action, HT.requests)))


def sent(address, request):
    headers = {
        str(TESTS.value(header, HT.fieldName)): str(TESTS.value(header, HT.fieldValue))
        for part in TESTS.objects(request, HT.headers)
        for header in Collection(TESTS, part)
    }
    body = TESTS.value(request, HT.body)
    content = b""
    if body is not None:
        content = str(TESTS.value(body, CNT.chars)).encode(str(TESTS.value(body, CNT.characterEncoding)))
    path = urlsplit(str(TESTS.value(request, HT.absolutePath)))
    method = str(TESTS.value(request, HT.methodName))
    return httpx.request(
        method, f"{address}{path.path}?{path.query}".rstrip("?"), headers=headers, content=content
    )


def boolean(answer):
    if "json" in answer.headers["content-type"]:
        return answer.json()["boolean"]
    return "<boolean>true</boolean>" in answer.text


@pytest.mark.parametrize("name", NAMES)
def test_protocol(address, name):
    for request in requests(name):
        answer = sent(address, request)
        response = TESTS.value(request, HT.resp)
        statuses = {str(one)[-3] for one in TESTS.objects(response, MF.expectedStatus)}
        assert str(answer.status_code)[0] in statuses, answer.text
        media_type = answer.headers["content-type"].split(";")[0]
        if (expected := TESTS.value(response, MF.expectedFormat)) is not None:
            assert media_type in FORMATS[str(expected)]
        if (expected := TESTS.value(response, MF.expectedBoolean)) is not None:
            assert boolean(answer) is expected.toPython()


def test_every_test_of_the_suite_is_run_or_named():
    every = {str(test).rsplit("#", 1)[-1] for test in TESTS.subjects(RDF.type, MF.ProtocolTest)}
    assert set(NAMES) | DO_NOT_APPLY == every
    assert len(NAMES) == 27
