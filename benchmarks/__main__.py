"""Print every figure of the project: extraction, questions, search, load."""

from __future__ import annotations

import sys

from benchmarks import (
    explorer,
    identity,
    latency,
    linking,
    passages,
    programmes,
    questions_search,
    questions_who,
    robustness,
    search,
    service,
    themes,
)


def main() -> None:
    """Run the benchmarks one after the other."""
    for title, bench in (
        ("Programmes of activities against hand-made gold", programmes.main),
        ("Passages of other unseen documents against annotations made by reading", passages.main),
        ("Statements of different documents on one event", identity.main),
        ("Who works on what, on one programme", questions_who.main),
        ("What activities are about, against judged links", themes.main),
        ("Finding 50,000 labels in a text", linking.main),
        ("Search in users' words, on one programme", questions_search.main),
        ("Search, against judged queries and a peer", search.main),
        ("Search, however it is written", robustness.main),
        ("How long a search takes", latency.main),
        ("The site under load, while snapshots are published", service.main),
        ("What a visitor waits for, in a browser", explorer.main),
    ):
        print(f"\n== {title} ==\n")
        sys.argv = sys.argv[:1]
        bench()


if __name__ == "__main__":
    main()
