"""The check of a graph: SHACL shapes, then what shapes cannot say (evidence in its text, dangling links)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from graph.ask import Answer, ask
from graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

    from graph.store import Store

SHAPES = Path(__file__).parents[1] / "ontology" / "shapes.ttl"

_SH = "http://www.w3.org/ns/shacl#"
_INHERITED = """CONSTRUCT { ?session ?p ?o } WHERE {
  ?session schema:superEvent ?series . ?series ?p ?o FILTER(?p IN (schema:about, dcterms:spatial)) }"""
"""What a series says holds for its sessions."""
_SESSIONS = "CONSTRUCT { ?session schema:superEvent ?series } WHERE { ?session schema:superEvent ?series }"
_FILES = ("actor", "theme", "action", "audience", "territory")
"""What the authority files describe."""
_CORRECT_FILE = (
    "Corrigez l’adresse dans le fichier du dossier « ontology », ou ajoutez-y la fiche qui manque."
)
_READ_AGAIN = "Ingérez de nouveau le document concerné."


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to correct or to complete."""

    focus: str
    label: str
    message: str
    path: str
    fix: str
    severity: Literal["violation", "warning"] = field(default="violation", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the check found; a graph with warnings only conforms."""

    violations: tuple[Finding, ...]
    warnings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.violations

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {
            "conforms": self.conforms,
            "violations": [_plain(finding) for finding in self.violations],
            "warnings": [_plain(finding) for finding in self.warnings],
        }


def check(store: Store, shapes: Path = SHAPES) -> Report:
    """Check the whole graph and return what is wrong and what is worth completing, by message and label.

    Sessions of one series that miss the same thing are one warning, on their series.
    """
    evidence = ask(store, "evidence")
    found = {
        *_shape_findings(store, shapes, evidence),
        *_evidence_findings(store, evidence),
        *_dangling_findings(store),
    }
    ordered = sorted(found, key=lambda finding: (finding.message, finding.label, finding.focus, finding.path))
    return Report(
        violations=tuple(finding for finding in ordered if finding.severity == "violation"),
        warnings=tuple(finding for finding in ordered if finding.severity == "warning"),
    )


def _shape_findings(store: Store, shapes: Path, evidence: list[Answer]) -> Iterator[Finding]:
    from pyshacl import validate
    from rdflib import Graph

    if not shapes.is_file():
        return
    rules = Graph().parse(shapes, format="turtle")
    data = _targeted(store, rules, frozenset(row["evidence"] for row in evidence if _whole(row)))
    _, results, _ = validate(data, shacl_graph=rules, inference="none", advanced=False)
    found = [_finding(results, rules, result) for result in results.subjects(_sh("focusNode"), unique=True)]
    series = _series(store)
    labels = _labels(store, {finding.focus for finding in found} | set(series.values()))
    found = [replace(one, label=labels.get(one.focus, one.focus)) for one in found]
    yield from _by_series(found, series, labels)


def _finding(results: Graph, rules: Graph, result: Any) -> Finding:
    shape = results.value(result, _sh("sourceShape"))
    severity = results.value(result, _sh("resultSeverity"))
    return Finding(
        focus=str(results.value(result, _sh("focusNode"))),
        label="",
        message=str(results.value(result, _sh("resultMessage")) or ""),
        path=_path(results, rules, results.value(result, _sh("resultPath")) or _alternative(rules, shape)),
        fix=str(rules.value(shape, _sh("description")) or _READ_AGAIN),
        severity="violation" if severity == _sh("Violation") else "warning",
    )


def _by_series(found: list[Finding], series: dict[str, str], labels: dict[str, str]) -> Iterator[Finding]:
    """Yield findings, those that say the same thing of several sessions of one series as one."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in found:
        warning = finding.severity == "warning"
        whole = series.get(finding.focus, finding.focus) if warning else finding.focus
        groups.setdefault((whole, finding.message, finding.path), []).append(finding)
    for (whole, _, _), same in groups.items():
        sessions = len({finding.focus for finding in same})
        if sessions == 1:
            yield same[0]
        else:
            yield replace(same[0], focus=whole, label=f"{labels.get(whole, whole)} ({sessions} séances)")


def _series(store: Store) -> dict[str, str]:
    """Return the series of each session."""
    return {str(session): str(series) for session, _, series in store.construct(_SESSIONS)}


def _targeted(store: Store, rules: Graph, sound: frozenset[str]) -> Graph:
    """Return a copy in memory of what the shapes look at: the properties they name, of their targets.

    One piece of sound evidence stands for all: they are most of the targets, and alike.
    """
    from rdflib import RDF, Graph, URIRef

    named = {str(value) for value in rules.objects() if isinstance(value, URIRef)}
    kept = ", ".join(f"<{iri}>" for iri in sorted({*named, str(RDF.type)}) if not iri.startswith(_SH))
    about = f"CONSTRUCT {{{{ ?focus ?p ?o }}}} WHERE {{{{ {{}} ?focus ?p ?o FILTER(?p IN ({kept})) }}}}"
    reaching = [f"<{one}>" for one in rules.objects(None, _sh("targetObjectsOf"))]
    questions = [about.format(f"?focus a <{one}> .") for one in rules.objects(None, _sh("targetClass"))]
    questions += [f"CONSTRUCT {{ ?any {one} ?focus }} WHERE {{ ?any {one} ?focus }}" for one in reaching]
    example = URIRef(min(sound, default=""))
    data = Graph()
    for question in (*questions, _INHERITED):
        for subject, predicate, value in store.construct(question):
            data.add((subject, predicate, example if str(value) in sound else value))
    reached = {value for one in reaching for value in data.objects(None, URIRef(one[1:-1]))}
    chosen = " ".join(sorted(value.n3() for value in reached if isinstance(value, URIRef)))
    for triple in store.construct(about.format(f"VALUES ?focus {{ {chosen} }}")):
        data.add(triple)
    return data


def _evidence_findings(store: Store, evidence: list[Answer]) -> Iterator[Finding]:
    """Yield the evidence whose words are not at their place in the passages of its document."""
    passages: dict[str, list[tuple[int, int, str]]] = {}
    for row in ask(store, "passages"):
        passages.setdefault(row["document"], []).append((row["start"], row["end"], row["text"]))
    for row in evidence:
        problem = _misplaced(row, passages.get(row["document"], []))
        if problem:
            yield Finding(
                focus=row["evidence"],
                label=_short(row["quote"] or row["evidence"]),
                message=problem,
                path="oa:exact",
                fix=_READ_AGAIN,
            )
    for row in ask(store, "unproven"):
        yield Finding(
            focus=row["node"],
            label=str(row["label"] or row["node"]),
            message="Ce fait ne repose sur aucun passage d’un document connu.",
            path="mlg:evidence",
            fix=_READ_AGAIN,
        )


def _whole(evidence: Answer) -> bool:
    """Tell whether evidence has all that a shape could ask of it."""
    placed = (evidence["page"] or 0) >= 1 and 0 <= evidence["start"] < evidence["end"]
    return bool(placed and evidence["quote"])


def _misplaced(evidence: Answer, passages: list[tuple[int, int, str]]) -> str | None:
    start, end, quote = evidence["start"], evidence["end"], evidence["quote"]
    if end - start != len(quote):
        return "La citation n’a pas la longueur de la place qu’elle indique."
    for first, last, text in passages:
        low, high = max(start, first), min(end, last)
        common = low < high and len(text) == last - first
        if common and quote[low - start : high - start] != text[low - first : high - first]:
            return "La citation n’est pas dans le texte à la place qu’elle indique."
    return None


def _dangling_findings(store: Store) -> Iterator[Finding]:
    rows = ask(store, "dangling")
    labels = _labels(store, {row["subject"] for row in rows})
    for row in rows:
        yield Finding(
            focus=row["subject"],
            label=labels.get(row["subject"], str(row["subject"])),
            message=f"Cette fiche renvoie à « {row['object']} », qui n’existe pas.",
            path=_curie(row["predicate"]),
            fix=_CORRECT_FILE if _kind(row["subject"]) in _FILES else _READ_AGAIN,
        )


def _labels(store: Store, entities: set[str]) -> dict[str, str]:
    """Return what things are called, without asking for the name of everything."""
    rows = ask(store, "names", entities=sorted(entities)) if entities else []
    return {row["entity"]: row["label"] for row in rows}


def _alternative(rules: Graph, shape: Any) -> Any:
    """Return the path of the last alternative of a shape: what to complete when none of them holds."""
    from rdflib import BNode

    choices = list(rules.items(rules.value(shape, _sh("or")) or BNode()))
    return rules.value(choices[-1], _sh("path")) if choices else None


def _path(results: Graph, rules: Graph, node: Any) -> str:
    """Return a property path in words: a curie, or the alternatives of a path joined by `|`."""
    from rdflib import RDF, BNode

    if node is None:
        return ""
    if not isinstance(node, BNode):
        return _curie(str(node))
    for graph in (results, rules):
        inverse = graph.value(node, _sh("inversePath"))
        if inverse is not None:
            return f"^{_path(results, rules, inverse)}"
        alternatives = graph.value(node, _sh("alternativePath"))
        if alternatives is not None:
            return "|".join(_path(results, rules, item) for item in graph.items(alternatives))
        if graph.value(node, RDF.first) is not None:
            return "/".join(_path(results, rules, item) for item in graph.items(node))
    return ""


def _sh(name: str) -> URIRef:
    from rdflib import URIRef

    return URIRef(f"{_SH}{name}")


def _curie(iri: str) -> str:
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def _kind(iri: str) -> str:
    return _curie(iri).removeprefix("id:").partition("/")[0]


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _plain(finding: Finding) -> dict[str, Any]:
    return {key: value for key, value in asdict(finding).items() if key != "severity"}
