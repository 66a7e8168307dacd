"""Questions on who works on what against their gold: recall, forbidden answers, evidence that stands in its place."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.programmes import ROOT, alike, same_actor

QUESTIONS = ROOT / "benchmarks" / "questions" / "who-programme.jsonl"
PROGRAMME = ROOT.parent / "shared" / "sources" / "programme-2024-s1.md"


def names_of(answer: Any, vocabulary: Any) -> list[str]:
    """Return all the names of an answer: its label and those of its authority record."""
    entity = vocabulary.get(answer.id)
    return [answer.label, *((*entity.alt_labels, *entity.hidden_labels) if entity else ())]


def judge(question: dict[str, Any], answers: tuple[Any, ...], vocabulary: Any) -> tuple[int, int, list[str]]:
    """Return how many wanted actors were answered, how many were wanted, and the errors."""
    same = alike if question["kind"] == "topics" else same_actor
    given = [names_of(answer, vocabulary) for answer in answers]

    def among(forms: list[str]) -> bool:
        return any(same(form, name) for form in forms for names in given for name in names)

    wanted = question["actors"]
    if question["kind"] == "topics":
        wanted = [[form for forms in wanted for form in forms]] if len(wanted) == 1 else wanted
    found = sum(among(forms) for forms in wanted)
    errors = [f"missing {forms[0]}" for forms in wanted if not among(forms)]
    errors += [
        f"wrong {name}"
        for name in question["forbidden"]
        if any(name == label for names in given for label in names)
    ]
    if question.get("none") and answers:
        errors.append(f"wrong {', '.join(answer.label for answer in answers)} for a question with no answer")
    return found, len(wanted), errors


def main() -> None:
    """Build a centre of the programme alone, ask every question, print the errors and the totals."""
    from centre import authority
    from centre.centre import open_centre
    from centre.ingesting import ingest
    from ingest.readers import read
    from ingest.sources import fetch

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--document", type=Path, default=PROGRAMME)
    parser.add_argument("--data", type=Path, default=None)
    arguments = parser.parse_args()
    if not arguments.document.exists():
        print(f"{arguments.document} is not here: nothing measured.")
        return
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or Path(folder)
        ingest(data, [str(arguments.document)])
        centre = open_centre(data)
        text_of = read(fetch(str(arguments.document))).text
        found = wanted = wrong = lines = proven = 0
        for text in QUESTIONS.read_text(encoding="utf-8").splitlines():
            question = json.loads(text)
            result = centre.who(question["question"])
            right, total, errors = judge(question, result.answers, authority.vocabulary())
            found, wanted = found + right, wanted + total
            wrong += sum(error.startswith("wrong") for error in errors)
            for answer in result.answers:
                for line in answer.evidence:
                    lines += 1
                    proven += text_of[line.start : line.end] == line.quote
            mark = "ok " if not errors else "-- "
            print(f"{mark}{question['question']}")
            print(
                f"      {', '.join(f'{one.label} ({one.score:g})' for one in result.answers) or result.message}"
            )
            for error in errors:
                print(f"      {error}")
        print(
            f"\nrecall {found}/{wanted} = {found / wanted:.3f}   wrong answers {wrong}   evidence in its place {proven}/{lines}"
        )


if __name__ == "__main__":
    main()
