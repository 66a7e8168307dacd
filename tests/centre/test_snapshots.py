"""Snapshots: what was published survives crashes, later writers, rollbacks and pruning."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from centre.manifest import DocumentStamp, EncoderStamp, Manifest, read_manifest
from centre.originals import failures, keep_original, original, record_failure
from centre.records import CentreError
from centre.snapshots import Snapshots, publishing
from graph.store import Store

ROOT = Path(__file__).parents[2]
SAYS = URIRef("http://example.org/says")
SEGMENT = "0123456789abcdef0123456789abcdef.store"


def publish(data: Path, word: str, size: int = 300) -> str:
    """Publish a snapshot whose graph says `word` `size` times, beside what it said before."""
    with publishing(data) as staging:
        with Store(staging.path / "graph", read_only=False) as store:
            triples = [(URIRef(f"http://example.org/{word}/{i}"), SAYS, Literal(word)) for i in range(size)]
            store.replace(f"http://example.org/graph/{word}", triples)
            store.flush()
        for part, name in (("text", SEGMENT), ("text", "meta.json"), ("vectors", "vectors.faiss")):
            folder = staging.path / part
            folder.mkdir(exist_ok=True)
            beside = folder / "beside"
            beside.write_text(word)
            beside.replace(folder / name)
        staging.manifest = Manifest(counts={"triples": size})
    assert staging.published is not None
    return staging.published.name


def words(path: Path | None) -> dict[str, int]:
    """Return how often the graph of a snapshot says each word."""
    assert path is not None
    with Store(path / "graph") as store:
        rows = store.query(
            "SELECT ?word (COUNT(?s) AS ?n) { ?s <http://example.org/says> ?word } GROUP BY ?word"
        )
    return {str(row["word"]): int(str(row["n"])) for row in rows}


def test_nothing_is_live_before_the_first_snapshot(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path / "data")
    assert (snapshots.current(), snapshots.manifest(), snapshots.current_version()) == (None, None, None)
    assert snapshots.list() == ()


def test_publishing_makes_numbered_snapshots_and_the_last_is_live(tmp_path: Path) -> None:
    assert publish(tmp_path, "un") == "000001"
    assert publish(tmp_path, "deux") == "000002"
    snapshots = Snapshots(tmp_path)
    assert snapshots.list() == ("000001", "000002")
    assert snapshots.current_version() == "000002"
    assert words(snapshots.current()) == {"deux": 300, "un": 300}
    manifest = snapshots.manifest()
    assert manifest is not None
    assert (manifest.snapshot, manifest.counts) == ("000002", {"triples": 300})
    assert (manifest.created[:2], manifest.created[-6:]) == ("20", "+00:00")
    assert sorted(path.name for path in (tmp_path / "snapshots").iterdir()) == [".last", "000001", "000002"]


def test_an_error_or_a_cancel_publishes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, "un")
    with pytest.raises(FileNotFoundError), publishing(tmp_path) as staging:
        staging.path.joinpath("missing", "half").write_text("half")
    with publishing(tmp_path) as staging:
        staging.cancel()
    assert staging.published is None
    assert Snapshots(tmp_path).list() == ("000001",)
    assert not list((tmp_path / "snapshots").glob(".staging*"))
    assert publish(tmp_path, "deux") == "000002"


def test_later_snapshots_never_change_an_older_one(tmp_path: Path) -> None:
    publish(tmp_path, "un", 5000)
    first = Snapshots(tmp_path).current()
    assert first is not None
    before = {path: path.read_bytes() for path in first.rglob("*") if path.is_file()}
    reader = Store(first / "graph")  # stays open while others write
    for word in ("deux", "trois"):
        publish(tmp_path, word, 5000)
    with publishing(tmp_path) as staging, Store(staging.path / "graph", read_only=False) as store:
        store.remove("http://example.org/graph/un")
        store.optimize()
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p 'un' }"
    assert reader.query(count) == [{"n": 5000}]
    assert words(first) == {"un": 5000}
    assert words(Snapshots(tmp_path).current()) == {"deux": 5000, "trois": 5000}
    assert {path: path.read_bytes() for path in before} == before


def test_only_files_that_no_engine_writes_into_are_shared(tmp_path: Path) -> None:
    publish(tmp_path, "un", 5000)
    with publishing(tmp_path) as staging:
        shared = {
            str(path.relative_to(staging.path))
            for path in staging.path.rglob("*")
            if path.is_file() and path.stat().st_nlink > 1
        }
        copied = {
            str(path.relative_to(staging.path)) for path in staging.path.rglob("*") if path.is_file()
        } - shared
        staging.cancel()
    assert {f"text/{SEGMENT}", "vectors/vectors.faiss"} <= shared
    assert any(name.endswith(".sst") for name in shared)
    assert {"text/meta.json", "graph/CURRENT"} <= copied
    assert any(name.startswith("graph/MANIFEST-") for name in copied)
    assert not [name for name in shared | copied if name.endswith(("LOCK", "LOG", "manifest.json"))]


def test_rollback_and_prune_keep_the_live_one_and_never_reuse_a_number(tmp_path: Path) -> None:
    for word in ("un", "deux", "trois", "quatre"):
        publish(tmp_path, word, 10)
    snapshots = Snapshots(tmp_path)
    assert snapshots.rollback(2).name == "000002"
    assert words(snapshots.current()) == {"deux": 10, "un": 10}
    assert snapshots.prune(keep=1) == ("000001", "000003")
    assert snapshots.list() == ("000002", "000004")
    snapshots.rollback("000004")
    assert snapshots.prune(keep=1) == ("000002",)
    snapshots.folder.joinpath("000004").rename(tmp_path / "lost")
    (tmp_path / "current").unlink()
    assert publish(tmp_path, "cinq", 10) == "000005"
    with pytest.raises(CentreError, match="000099"):
        snapshots.rollback(99)
    with pytest.raises(CentreError, match="au moins un"):
        snapshots.prune(keep=0)


def test_a_second_writer_is_refused_at_once(tmp_path: Path) -> None:
    publish(tmp_path, "un", 10)
    code = (
        "import sys; from pathlib import Path\n"
        "from centre.records import CentreError; from centre.snapshots import publishing\n"
        "try:\n with publishing(Path(sys.argv[1])): pass\n"
        "except CentreError as error: print(error); sys.exit(3)\n"
    )
    with publishing(tmp_path) as staging:
        other = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=30
        )
        staging.cancel()
    assert other.returncode == 3
    assert "Une autre écriture est en cours" in other.stdout
    assert words(Snapshots(tmp_path).current()) == {"un": 10}


def test_a_current_that_names_nothing_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    publish(tmp_path, "un", 10)
    (tmp_path / "current").write_text("000009\n")
    with pytest.raises(CentreError, match="000001"):
        Snapshots(tmp_path).current()


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import importlib.util
spec = importlib.util.spec_from_file_location("publisher", sys.argv[3])
publisher = importlib.util.module_from_spec(spec)
spec.loader.exec_module(publisher)
number = int(sys.argv[4])
print("ready", flush=True)
while True:
    number += 1
    print(publisher.publish(Path(sys.argv[1]), f"w{number:04d}", 300), flush=True)
"""


def _seconds_to_publish(data: Path) -> float:
    """Return how long this machine, as busy as it is, takes to publish once."""
    started = time.monotonic()
    publish(data, "pace")
    return time.monotonic() - started


def test_a_writer_killed_at_any_moment_loses_nothing_that_was_published(tmp_path: Path) -> None:
    publish(tmp_path, "w0000")
    snapshots = Snapshots(tmp_path)
    moments = random.Random(20240209)
    published_by_the_killed = 0
    pace = _seconds_to_publish(tmp_path)
    for turn in range(10):
        before = words(snapshots.current())
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(ROOT), __file__, str(1000 * (turn + 1))],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(moments.uniform(0.0, 4 * pace))
        os.kill(child.pid, signal.SIGKILL)
        acknowledged = [
            line.strip() for line in child.communicate()[0].splitlines(keepends=True) if line.endswith("\n")
        ]
        now = words(snapshots.current())
        assert before.items() <= now.items(), "something published was lost"
        assert set(now.values()) == {300}, "half a change is visible"
        version = snapshots.current_version()
        assert version is not None
        assert all(name <= version for name in acknowledged)
        published_by_the_killed += len(acknowledged)
        name = publish(tmp_path, f"after{turn}")
        assert name > version
        assert words(snapshots.current()) == {**now, f"after{turn}": 300}
        assert not list((tmp_path / "snapshots").glob(".staging*"))
        snapshots.prune(keep=3)
    assert published_by_the_killed > 0, "the kills came too early to mean anything"


def test_a_manifest_is_read_back_as_it_was_written() -> None:
    document = DocumentStamp(
        iri="https://maillage.example/id/document/1",
        sources=("/a/é.md", "https://exemple.fr/b"),
        sha256="00",
        pipeline="report",
        title="Été",
        passages=3,
        events=0,
        triples=12,
    )
    manifest = Manifest(
        snapshot="000003",
        created="2024-02-09T10:00:00+00:00",
        encoder=EncoderStamp(name="e", dimension=384, sha256="ff"),
        counts={"events": 2},
        documents=(document,),
        extra={"ontology": "ab"},
    )
    text = manifest.to_json()
    assert json.loads(text)["schema"] == 1
    assert read_manifest(text) == manifest
    assert read_manifest(Manifest().to_json()) == Manifest()
    with pytest.raises(ValueError, match="schema"):
        read_manifest(text.replace('"schema": 1', '"schema": 2'))


def test_a_damaged_manifest_is_named(tmp_path: Path) -> None:
    publish(tmp_path, "un", 10)
    snapshots = Snapshots(tmp_path)
    current = snapshots.current()
    assert current is not None
    (current / "manifest.json").write_text("{}")
    with pytest.raises(CentreError, match=r"manifest\.json"):
        snapshots.manifest()


def test_originals_are_kept_once_by_their_hash(tmp_path: Path) -> None:
    sha256 = "ab" * 32
    assert original(tmp_path, sha256) is None
    path = keep_original(tmp_path, sha256, b"content")
    assert keep_original(tmp_path, sha256, b"content") == path == original(tmp_path, sha256)
    assert path.read_bytes() == b"content"
    assert [found.name for found in path.parent.iterdir()] == [sha256]
    with pytest.raises(CentreError, match="empreinte"):
        original(tmp_path, "../../etc/passwd")


def test_failures_are_appended_and_a_cut_line_is_left_out(tmp_path: Path) -> None:
    record_failure(tmp_path, {"source": "é.pdf", "reason": "chiffré"})
    record_failure(tmp_path, {"source": "b.pdf", "reason": "vide"})
    with (tmp_path / "failures.jsonl").open("a") as file:
        file.write('{"source": "c')
    record_failure(tmp_path, {"source": "d.pdf", "reason": "vide"})
    found = failures(tmp_path)
    assert [failure["source"] for failure in found] == ["é.pdf", "b.pdf", "d.pdf"]
    assert all(str(failure["at"]).endswith("+00:00") for failure in found)
