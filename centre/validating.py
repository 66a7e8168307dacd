"""What was written, controlled before it is published: graph, indexes and list of documents say the same."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING

from centre.records import CentreError

if TYPE_CHECKING:
    from graph.store import Store
    from search.encoder import Encoder

_AGAIN = "Relancez l’ajout ; si cela se répète, revenez à un instantané précédent."


def counted(store: Store, shown: AbstractSet[str]) -> dict[str, int]:
    """Return how much a graph holds; CentreError when its documents are not those `shown` (IRIs)."""
    from graph.ask import ask
    from graph.namespaces import AUTHORITY_GRAPH, CLOSURE_GRAPH, DECISIONS_GRAPH, IDENTITY_GRAPH

    fixed = {AUTHORITY_GRAPH, CLOSURE_GRAPH, DECISIONS_GRAPH, IDENTITY_GRAPH}
    if set(store.named_graphs()) - fixed != shown:
        raise CentreError(
            f"Le graphe ne correspond pas à la liste des documents : rien n’a été publié. {_AGAIN}"
        )
    counts = {name: int(value) for name, value in ask(store, "counts")[0].items()}
    return {**counts, "triples": store.count()}


def validate(folder: Path, new: Mapping[str, str], encoder: Encoder) -> None:
    """Open what was written as a reader will, and look for each new document (its first passage, by IRI)."""
    from graph.store import Store
    from search.index import Index

    graph = folder / "graph"
    Store(graph, read_only=False).close()  # opened again, the engine deletes the logs it has no more use for
    with Store(graph) as store:
        graphs = set(store.named_graphs())
    index = Index.open(folder, encoder)
    try:
        missing = [
            iri
            for iri, row in new.items()
            if iri not in graphs or (row and not any(held.document == iri for held in index.rows_of(row)))
        ]
    finally:
        index.close()
    if missing:
        raise CentreError(
            f"Les index ne correspondent pas au graphe ({len(missing)} documents) : rien n’a été publié. {_AGAIN}"
        )
