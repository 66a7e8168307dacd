"""The hybrid search of txtai (https://github.com/neuml/txtai) on one collection, in a process of its own.

python -m benchmarks.search_txtai COLLECTION.json MODEL RUN.trec: needs txtai, which Maillage does not.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from search.evaluate import DEPTH, make_run, write_run


def main() -> None:
    """Index the documents with the model of a folder, ask every query, write the run."""
    from txtai import Embeddings

    collection, model, out = (Path(given) for given in sys.argv[1:4])
    given = json.loads(collection.read_text(encoding="utf-8"))
    embeddings = Embeddings(path=str(model), hybrid=True, content=False, maxlength=128)
    embeddings.index(list(given["documents"].items()))
    run = make_run(given["queries"], lambda text: embeddings.search(text, DEPTH))
    write_run(run, "txtai", out)


if __name__ == "__main__":
    main()
