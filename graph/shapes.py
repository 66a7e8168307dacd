"""The check of a graph: SHACL shapes, then what shapes cannot say (evidence in its text, dangling links)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from graph.ask import ask
from graph.namespaces import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph

    from graph.store import Store

SHAPES = Path(__file__).parents[1] / "ontology" / "shapes.ttl"

_SH = "http://www.w3.org/ns/shacl#"
_FIX = {
    "event": "Corrigez le document ou complétez la fiche, puis ingérez-le de nouveau.",
    "series": "Corrigez le document ou complétez la fiche, puis ingérez-le de nouveau.",
    "participation": "Acceptez ou rejetez la proposition, ou ajoutez l’acteur aux fichiers d’autorité.",
    "actor": "Complétez cet acteur dans « ontology/actors.ttl », ou tranchez la proposition.",
    "theme": "Complétez ce thème dans « ontology/themes.ttl ».",
    "territory": "Complétez ce territoire dans « ontology/territories.csv ».",
}
_WITHOUT_TEXTS = "FILTER(?p NOT IN (schema:text, schema:description, mlg:outline))"
_INHERITED = (
    """CONSTRUCT { ?session ?p ?o } WHERE {
      ?session schema:superEvent ?series . ?series ?p ?o FILTER(?p IN (schema:about, dcterms:spatial)) }""",
    "CONSTRUCT { ?document mlg:edtf ?date } WHERE { ?resource schema:encoding ?document ; mlg:edtf ?date }",
)
"""What a series says holds for its sessions, what a resource says for the document it is in."""
_FIX_OTHER = "Ingérez de nouveau le document concerné."


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
    """Check the whole graph and return what is wrong and what is worth completing, by label."""
    findings = {*_shape_findings(store, shapes), *_evidence_findings(store), *_dangling_findings(store)}
    ordered = sorted(findings, key=lambda found: (found.message, found.label, found.focus, found.path))
    return Report(
        violations=tuple(finding for finding in ordered if finding.severity == "violation"),
        warnings=tuple(finding for finding in ordered if finding.severity == "warning"),
    )


def _shape_findings(store: Store, shapes: Path) -> Iterator[Finding]:
    from pyshacl import validate
    from rdflib import Graph, URIRef

    if not shapes.is_file():
        return
    rules = Graph().parse(shapes, format="turtle")
    data = _targeted(store, rules)
    _, results, _ = validate(data, shacl_graph=rules, inference="none", advanced=False)
    labels = _labels(store)
    for result in results.subjects(URIRef(f"{_SH}focusNode"), unique=True):

        def value(name: str, of: Any = result) -> str:
            return str(results.value(of, URIRef(f"{_SH}{name}")) or "")

        focus = value("focusNode")
        yield Finding(
            focus=focus,
            label=labels.get(focus, focus),
            message=value("resultMessage"),
            path=_path(results, rules, results.value(result, URIRef(f"{_SH}resultPath"))),
            fix=_fix(focus),
            severity="violation" if value("resultSeverity") == f"{_SH}Violation" else "warning",
        )


def _targeted(store: Store, rules: Graph) -> Graph:
    """Return a copy in memory of what the shapes look at: their targets, and one step further."""
    from rdflib import Graph, URIRef

    patterns = {
        "targetClass": "?focus a <{}>",
        "targetSubjectsOf": "?focus <{}> ?any",
        "targetObjectsOf": "?any <{}> ?focus",
    }
    targets = sorted(
        pattern.format(target)
        for name, pattern in patterns.items()
        for target in rules.objects(None, URIRef(f"{_SH}{name}"))
    )
    data = Graph()
    about = "CONSTRUCT {{ ?focus ?p ?o }} {{ {{ {target} }} ?focus ?p ?o {kept} }}"
    questions = [about.format(target=target, kept=_WITHOUT_TEXTS) for target in targets]
    # The property that leads to a target, too: it is how the shape finds it.
    questions += [f"CONSTRUCT {{ {target} }} {{ {target} }}" for target in targets if "?any" in target]
    for question in (*questions, *_INHERITED):
        for triple in store.construct(question):
            data.add(triple)
    return data


def _evidence_findings(store: Store) -> Iterator[Finding]:
    """Yield the evidence whose words are not at their place in the passages of its document."""
    passages: dict[str, list[tuple[int, int, str]]] = {}
    for row in ask(store, "passages"):
        passages.setdefault(row["document"], []).append((row["start"], row["end"], row["text"]))
    for row in ask(store, "evidence"):
        problem = _misplaced(row, passages.get(row["document"], []))
        if problem:
            yield Finding(
                focus=row["evidence"],
                label=_short(row["quote"] or row["evidence"]),
                message=problem,
                path="oa:exact",
                fix=_FIX_OTHER,
            )
    for row in ask(store, "unproven"):
        yield Finding(
            focus=row["node"],
            label=str(row["label"] or row["node"]),
            message="Ce fait ne repose sur aucun passage d’un document connu.",
            path="mlg:evidence",
            fix=_FIX_OTHER,
        )


def _misplaced(evidence: dict[str, Any], passages: list[tuple[int, int, str]]) -> str | None:
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
    labels = _labels(store)
    for row in ask(store, "dangling"):
        yield Finding(
            focus=row["subject"],
            label=labels.get(row["subject"], str(row["subject"])),
            message=f"Cette fiche renvoie à « {row['object']} », qui n’existe pas.",
            path=_curie(row["predicate"]),
            fix="Corrigez l’adresse dans le fichier d’autorité, ou ajoutez la fiche qui manque.",
        )


def _labels(store: Store) -> dict[str, str]:
    return {row["entity"]: row["label"] for row in ask(store, "names")}


def _path(results: Graph, rules: Graph, node: Any) -> str:
    """Return a property path in words: a curie, or the alternatives of a path joined by `|`."""
    from rdflib import RDF, BNode, URIRef

    if node is None:
        return ""
    if not isinstance(node, BNode):
        return _curie(str(node))
    for graph in (results, rules):
        alternatives = graph.value(node, URIRef(f"{_SH}alternativePath"))
        if alternatives is not None:
            return "|".join(_path(results, rules, item) for item in graph.items(alternatives))
        if graph.value(node, RDF.first) is not None:
            return "/".join(_path(results, rules, item) for item in graph.items(node))
    return ""


def _curie(iri: str) -> str:
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def _fix(focus: str) -> str:
    kind = _curie(focus).removeprefix("id:").partition("/")[0]
    return _FIX.get(kind, _FIX_OTHER)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _plain(finding: Finding) -> dict[str, Any]:
    return {key: value for key, value in asdict(finding).items() if key != "severity"}
