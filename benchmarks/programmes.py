"""Programmes against their gold: sessions (date and title), places, modes, actors, resources."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.identity import fold

ROOT = Path(__file__).resolve().parents[1]
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(slots=True)
class Score:
    """Counts of one measure over a document."""

    right: float = 0
    given: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Return the share of what was given that is right."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what was wanted that was given."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def tokens(text: str | None) -> set[str]:
    """Return the folded words of a title or a place, short function words left out."""
    return {word for word in _WORD.findall(fold(text or "")) if len(word) > 2 or word.isdigit()}


def alike(one: str | None, other: str | None, share: float = 0.6) -> bool:
    """Say whether the words of the shorter of two texts are mostly in the other."""
    left, right = tokens(one), tokens(other)
    return bool(left and right) and len(left & right) / min(len(left), len(right)) >= share


def same_title(session: dict[str, Any], event: Any, series: str | None) -> bool:
    """Compare a gold session's title with an event's: its own, or that of its series."""
    wanted = [
        session["title"],
        *session.get("title_also", []),
        session.get("series"),
        *session.get("series_also", []),
    ]
    given = [event.title, series]
    return any(alike(title, found) for title in wanted if title for found in given if found)


def match(
    gold: Sequence[dict[str, Any]], events: Sequence[Any], series: dict[str, str]
) -> list[tuple[dict[str, Any], Any]]:
    """Pair gold sessions with events of the same date and a title alike, each at most once."""
    left = list(events)
    pairs = []
    for session in gold:
        options = [
            one
            for one in left
            if one.when.edtf == session["edtf"] and same_title(session, one, series.get(one.series or ""))
        ]
        if options:
            best = max(
                options,
                key=lambda one: alike(session["title"], one.title) + alike(session.get("place"), one.place),
            )
            left.remove(best)
            pairs.append((session, best))
    return pairs


def same_actor(name: str, label: str) -> bool:
    """Compare the names of actors: one's words within the other's, or the letters of an acronym."""
    one, other = tokens(name), tokens(label)
    if one and other and (one <= other or other <= one):
        return True
    return alike(name, label, 0.75)


def evaluate(gold: dict[str, Any], extraction: Any, vocabulary: Any) -> tuple[dict[str, Score], list[str]]:
    """Return the scores of one document and the errors in words."""
    errors: list[str] = []
    other_names = {one.iri: one.alt_labels for one in extraction.new_actors}

    def names_of(one: Any) -> list[str]:
        entity = vocabulary.get(one.actor)
        known = (*entity.alt_labels, *entity.hidden_labels) if entity else ()
        return [one.label, *known, *other_names.get(one.actor, ())]

    series = {one.iri: one.title for one in extraction.series}
    pairs = match(gold["sessions"], extraction.events, series)
    scores = {"sessions": Score(len(pairs), len(extraction.events), len(gold["sessions"]))}
    found = {id(session) for session, _ in pairs}
    given = {id(event) for _, event in pairs}
    errors += [
        f"missing  {one['edtf']} {one['title'][:80]}" for one in gold["sessions"] if id(one) not in found
    ]
    errors += [
        f"invented {one.when.edtf} {one.title[:80]}" for one in extraction.events if id(one) not in given
    ]
    place, mode, actors, exact = Score(), Score(), Score(), Score()
    for session, event in pairs:
        wanted = [session.get("place"), *session.get("place_also", [])]
        exact.given += 1
        exact.wanted += 1
        exact.right += any(alike(session["title"], found, 0.6) for found in [event.title])
        place.given += 1
        place.wanted += 1
        good = any(alike(one, event.place) or (one is None and event.place is None) for one in wanted)
        place.right += good
        if not good:
            errors.append(f"place    {event.when.edtf} {event.title[:50]}: {event.place!r} for {wanted!r}")
        mode.given += 1
        mode.wanted += 1
        right = event.mode in [session["mode"], *session.get("mode_also", [])]
        mode.right += right
        if not right:
            errors.append(
                f"mode     {event.when.edtf} {event.title[:50]}: {event.mode!r} for {session['mode']!r}"
            )
        labels = [name for one in event.participations for name in names_of(one)]
        for name in session["actors"]:
            actors.wanted += 1
            hit = any(same_actor(name, label) for label in labels)
            actors.right += hit
            if not hit:
                errors.append(f"actor    {event.when.edtf} {event.title[:50]}: {name}")
        accepted = [*session["actors"], *session.get("actors_optional", [])]
        for one in event.participations:
            names = names_of(one)
            actors.given += 1
            if not any(same_actor(wanted_name, name) for wanted_name in accepted for name in names):
                errors.append(
                    f"extra    {event.when.edtf} {event.title[:40]}: {one.label} ({one.role}, « {one.cue} »)"
                )
    listed = [one for one in extraction.resources if one.kind != "programme"]
    hits = sum(any(alike(one["title"], other.title) for other in listed) for one in gold["resources"])
    scores["titles"] = exact
    scores["places"], scores["modes"], scores["actors"] = place, mode, actors
    scores["resources"] = Score(hits, len(listed), len(gold["resources"]))
    errors += [
        f"resource {one['title']}"
        for one in gold["resources"]
        if not any(alike(one["title"], other.title) for other in listed)
    ]
    errors += [
        f"resource+ {one.title}"
        for one in listed
        if not any(alike(other["title"], one.title) for other in gold["resources"])
    ]
    return scores, errors


def documents(which: Iterable[str]) -> list[tuple[Path, Path]]:
    """Return the (document, gold) pairs of the named sets: `corpus`, `dev`, `sealed`, `real`."""
    pairs: list[tuple[Path, Path]] = []
    for name in which:
        if name == "corpus":
            gold = ROOT / "benchmarks" / "gold"
            pairs += [
                (next((ROOT / "corpus" / "programmes").glob(f"{one.stem}.*")), one)
                for one in sorted(gold.glob("programme-*.json"))
            ]
        elif name == "real":
            real = ROOT.parent / "shared" / "sources" / "programme-2024-s1.md"
            if real.exists():
                pairs.append((real, ROOT / "benchmarks" / "gold" / "programme-2024-janvier-juillet.json"))
        else:
            folder = ROOT / "benchmarks" / "programmes" / name
            for gold_file in sorted(folder.glob("*.gold.json")):
                stem = gold_file.name.removesuffix(".gold.json")
                document = next(
                    path for path in folder.glob(f"{stem}.*") if not path.name.endswith(".gold.json")
                )
                pairs.append((document, gold_file))
    return pairs


SETS = ("corpus", "real", "dev", "sealed", "blind", "final", "check")


def table_row(name: str, scores: dict[str, Score], errors: list[str], peer: Score) -> str:
    """Return one line of the table."""
    one, actors, resources = scores["sessions"], scores["actors"], scores["resources"]
    extra = sum(error.startswith("extra") for error in errors)
    precision = 1 - extra / actors.given if actors.given else 1.0
    return (
        f"{name:44} {one.precision:.3f} / {one.recall:.3f} / {one.f1:.3f}  {peer.f1:>6.3f} "
        f"{scores['titles'].recall:>6.3f} {scores['places'].recall:>6.3f} {scores['modes'].recall:>6.3f} "
        f"{actors.recall:>8.3f} {precision:>6.3f} {resources.precision:>8.3f} / {resources.recall:.3f}"
    )


def main() -> None:
    """Print a table for each document, the plain reader beside, then the errors if asked."""
    from benchmarks.baseline import plain_sessions
    from ingest.document import IngestError
    from ingest.mentions import Linker
    from ingest.pipelines import extract
    from ingest.readers import read
    from ingest.sources import fetch
    from ontology.authority import load

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--errors", action="store_true", help="list every error")
    arguments = parser.parse_args()
    linker = Linker(load(ROOT / "ontology"))
    print(
        f"{'document':44} {'sessions P / R / F1':21}  {'plain':>6} {'title':>6} {'place':>6} {'mode':>6} "
        f"{'actors R':>8} {'P':>6} {'resources P / R':>16}"
    )
    for document, gold_file in documents(arguments.sets):
        try:
            source = read(fetch(str(document)))
            extraction = extract(source, linker, "programme")
        except IngestError as failure:
            print(f"{document.name:44} {failure}")
            continue
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        scores, errors = evaluate(gold, extraction, linker.vocabulary)
        plain = list(plain_sessions(source))
        peer = Score(len(match(gold["sessions"], plain, {})), len(plain), len(gold["sessions"]))
        print(table_row(document.name, scores, errors, peer))
        for error in errors if arguments.errors else ():
            print("    ", error)


if __name__ == "__main__":
    main()
