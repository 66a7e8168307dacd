"""Who takes the place of whom in an office, read from the words between the names of two people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.roles.name import Name

_TITLE = r"(?:m\. |mme |monsieur |madame )?"
_VERB = (
    r"(?:succede(?:nt|ra)?|succedant|a succede|remplace(?:ra)?|remplacant|a remplace|en remplacement|a la suite"
    r"|(?:prend|prendra|a pris|reprend|prenant) la (?:suite|succession|releve|place))"
)
BEFORE = re.compile(rf"\b(?:{_VERB} (?:a |de |d')?|remplacee? par ){_TITLE}$")
"""What leads to the name of a predecessor, in folded text."""
AFTER = re.compile(
    rf"^,?(?: qui)? (?:{_VERB}|(?:est|a ete|sera) remplacee? par|(?:a )?(?:cede|passe|transmet|transmis) (?:sa place|le relais|le flambeau|la main|la presidence|la direction))\b"
)
"""What follows the name of someone who succeeds or is succeeded, in folded text."""
_SUCCEEDS = re.compile(rf"^[^.;:!?]{{0,140}}?\b{_VERB} (?:a |de |d')?{_TITLE}$")
_IS_SUCCEEDED = re.compile(
    rf"^[^.;:!?]{{0,60}}?(?:(?:est|a ete|sera) remplacee? par|(?:cede|passe|transmet|transmis) (?:sa place|le relais|le flambeau|la main|la presidence|la direction)[^.;:]{{0,40}}? a) {_TITLE}$"
)
_PRONOUN = re.compile(rf"^(?:(?:il|elle)\b[^.;:!?]{{0,60}}?\b)?{_VERB} (?:a |de |d')?{_TITLE}$")


def successions(folded: str, people: Sequence[Name], former: Name | None) -> Iterator[tuple[Name, Name, str]]:
    """Yield who succeeds whom in a folded sentence, with the words that say so.

    `former` is whom the sentence before is about: `Elle succède à X` is of her.
    """
    if people and former is not None and former.category == "personne":
        before = folded[: people[0].start]
        if former.text != people[0].text and _PRONOUN.match(before):
            yield former, people[0], before.strip()
    for left, right in pairwise(people):
        gap = folded[left.end : right.start]
        if _SUCCEEDS.match(gap):
            yield left, right, " ".join(gap.split())[-60:].strip(" ,")
        elif _IS_SUCCEEDED.match(gap):
            yield right, left, " ".join(gap.split())[-60:].strip(" ,")
