"""The network of actors as GraphML, for Gephi, Cytoscape and the libraries that researchers use."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from centre.network import Network


def to_graphml(network: Network) -> str:
    """Return a network as GraphML: `label`, `kind` and `activities` of actors; `weight`, `first`,
    `last` and `shared` (the activities) of ties.
    """
    import networkx

    graph = networkx.Graph(name="Maillage")
    for actor in network.actors:
        graph.add_node(actor.id, label=actor.label, kind=actor.category, activities=actor.activities)
    for tie in network.ties:
        graph.add_edge(
            tie.source,
            tie.target,
            weight=len(tie.activities),
            first=tie.first or "",
            last=tie.last or "",
            shared="\n".join(tie.activities),
        )
    written = io.BytesIO()
    networkx.write_graphml(graph, written, encoding="utf-8", prettyprint=True, named_key_ids=True)
    return written.getvalue().decode("utf-8")
