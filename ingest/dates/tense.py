"""Whether a sentence tells what is over or what is to come: it settles the year of a day written without one."""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "future"]

_PARTICIPLE = r"\w+(?:é|ée|és|ées|i|is|ie|ies|it|u|us|ue|ues|ert|erte|ris|rise)"
_PAST = re.compile(
    r"\b(?:a|ont|avait|avaient|avons|avez|s'est|se sont|nous sommes|est|sont)\s+"
    r"(?:(?:pas|bien|enfin|ainsi|aussi|déjà|également|notamment|finalement|\w+ment)\s+)?"
    rf"(?!lieu\b)(?:(?:été|eu|pu|fait|permis|dû|voulu)\b|(?<!est\s)(?<!sont\s){_PARTICIPLE}\b|(?:intervenu|venu|paru|né|entré|parti)e?s?\b)"
    r"|\b\w+(?:aient|èrent)\b|\b(?:était|fut|furent|eut|eurent|vint)\b"
    r"|\b(?:fai(?:t|sait|sant) suite|suite (?:à|au|aux)|retour sur|revien(?:t|nent) sur|depuis|derni(?:er|ère)s?|écoulée?|passée?|à l'issue (?:de|du))\b"
    r"|\b(?:lois?|décrets?|circulaires?|ordonnances?|arrêtés?|instructions?) (?:\w+ )?(?:du|en date du) \d"
    r"|\b(?:tenue?s?|signée?s?|parue?s?|publiée?s?|adoptée?s?|votée?s?|rendue?s? publi\w+|conclue?s?"
    r"|créée?s?|lancée?s?|inaugurée?s?|initiée?s?|engagée?s?|démarrée?s?|débutée?s?|fondée?s?|élue?s?|nommée?s?|livrée?s?|installée?s?|validée?s?|arrêtée?s?|réunie?s?|(?:trans|re|é)mise?s?|adressée?s?|envoyée?s?|datée?s?)"
    r" (?:(?:aux?|par|à la|de la|des|du) \w+ )?(?:le|du|en|dès|fin|début|depuis)\b"
)
_FUTURE = re.compile(
    r"\b(?!extra|ultra)\w{2,}(?:era|eront|erez|erons|ira|iront|irez|dra|dront|tra|tront|vra|vront|aurez)\b"
    r"|\b(?:sera|seront|serez|aura|auront|fera|feront|ira|iront)\b"
    r"|\b(?:prochaine?s?|à venir|à partir d[ue]|avant le|jusqu'(?:au|à|en)|d'ici|au plus tard|date limite|inscriptions?|inscriv\w+|s'inscrire"
    r"|(?:répond|envoy|renvoy|dépos|adress|réserv|not|inscriv|retrouv|rejoign|particip|transmett)ez|rendez-vous (?:le|en|au|à)"
    r"|échéance|prévue?s?|programmée?s?|attendue?s?|fixée?s?|reportée?s?|à (?:déposer|renvoyer|transmettre|noter))\b"
)

_CLAUSE = re.compile(r"[,;:](?=\s)|\s[–—-](?=\s)")


def tense_of(sentence: str) -> Tense | None:
    """Return what the verbs and the words of a sentence say of its time; None when they say both or nothing."""
    text = sentence.lower().replace("’", "'")
    past, future = _PAST.search(text) is not None, _FUTURE.search(text) is not None
    if past == future:
        return None
    return "past" if past else "future"


def tenses_of(sentence: str) -> dict[Tense | None, list[tuple[int, int]]]:
    """Return the clauses of a sentence (start, end) by their tense; a clause that tells none has that of the whole."""
    whole = tense_of(sentence)
    tenses: dict[Tense | None, list[tuple[int, int]]] = {}
    last: Tense | None = whole
    start = 0
    for end in [*(found.end() for found in _CLAUSE.finditer(sentence)), len(sentence)]:
        last = tense_of(sentence[start:end]) or last
        tenses.setdefault(last, []).append((start, end))
        start = end
    return tenses
