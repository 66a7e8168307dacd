"""What ties the actors of a sentence, read from the words between their names, active or passive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.actors.offices import heads_of, offices
from ingest.actors.successions import successions
from ingest.actors.tie import Tie
from ingest.dates.lexicon import MONTH_NAMES, fold_in_place
from ingest.records import Predicate
from ingest.roles.name import Name

_E = r"(?:\(?[·.•-]?e\)?)?[·.•-]?s?"
_ART = r"(?:\s*(?:du|de la|de l'|des|de|d'|la|le|les|l'|au|aux|a la|a l'|a)\s*)?(?:reseaux?(?: national| regional)?(?: des?| du| d')?\s+)?"
_BE = (
    r"(?:(?:,|\(|–|—|-)?\s*(?:qui\s+)?(?:est|sont|etait|etaient|a ete|ont ete|sera|seront|reste|restent|devient|deviennent)?"
    r"(?:\s+(?:egalement|aussi|notamment|principalement|majoritairement|en partie|desormais|aujourd'hui|depuis \d{4}|elle-meme|lui-meme|historiquement|en outre))*\s*)"
)
_GAP_OF_ACTIVITY = r"[^.;:!?]{0,140}?"
_BY = r"(?:\s*,?\s*(?:en partie|notamment|principalement|a hauteur de [\w %]+|pour partie|chaque annee|conjointement))*\s*,?\s*par"

_OUT: tuple[tuple[Predicate, str, bool], ...] = (
    ("memberOf", rf"^{_BE}(?:l'un{_E} des |un des |une des )?membre{_E}(?: actif{_E}| fondat\w+| adherent{_E}| associe{_E})? {_ART}$", True),
    ("memberOf", rf"^{_BE}(?:adherent{_E}|adhere(?:nt)?|affilie{_E}|rattache{_E}|appartient|appartiennent) {_ART}$", True),
    ("memberOf", rf"^{_BE}(?:(?:fait|font) partie|membre) {_ART}$", True),
    ("memberOf", rf"^(?: a| ont)?(?: recemment| egalement)? (?:rejoint|rejoignent|integre|integrent) {_ART}$", True),
    ("replaces", rf"^(?:,? qui)? (?:succede(?:nt|ra)?|a succede|ont succede) {_ART}$", True),
    ("replaces", rf"^(?:,? qui)? (?:remplace(?:nt|ra)?|a remplace|ont remplace|s'est substitue{_E} a|se substitue a) {_ART}$", True),
    ("replaces", rf"^(?:,? qui)? (?:prend|prendra|a pris|prennent|ont pris|assure) (?:la suite|la succession|la releve) {_ART}$", True),
    ("replaces", rf"^{_BE}(?:issu{_E}|ne{_E}) de la (?:transformation|fusion) {_ART}$", True),
    ("memberOf", rf"^,? {_ART}?(?:antenne|delegation|section) (?:locale|regionale|departementale) {_ART}$", True),
    ("fundedBy", rf"^{_BE}(?:co-?)?(?:financ|subventionn)e{_E}{_BY} {_ART}$", True),
    ("fundedBy", rf"^{_BE}(?:soutenu|appuye|aide){_E} financierement{_BY} {_ART}$", True),
    ("fundedBy", rf"^(?: \([^)]{{1,40}}\))?,? que (?:co-?financ|financ|subventionn)(?:e|ent|era|eront)(?: egalement| aussi| notamment)? {_ART}$", True),
    ("hostedBy", rf"^(?: \([^)]{{1,40}}\))?,? qu'(?:accueill|heberg)(?:e|ent|era|eront)(?: egalement| aussi)? {_ART}$", True),
    ("fundedBy", rf"^{_BE}laureat{_E} (?:de|du|d')[^.;:]{{0,90}}?(?:lance|porte|finance|pilote|organise){_E} par {_ART}$", True),
    ("fundedBy", rf"^{_BE}laureat{_E} (?:de|du|d')[^.;:]{{0,90}}?(?:de la|de l'|du|des|de|d')\s*$", False),
    ("fundedBy", rf"^ (?:a recu|recoit|percoit|beneficie|a beneficie|obtient|a obtenu)[^.;:]{{0,60}}?(?:subvention|financement|soutien financier|aide financiere|concours financier)s?[^.;:]{{0,30}}? (?:de la part )?{_ART}$", True),
    ("fundedBy", rf"^ (?:a|ont) (?:recu|obtenu|percu) [\d ,.]+(?:k?€|euros|millions? d'euros)[^.;:,]{{0,20}}? {_ART}$", True),
    ("fundedBy", rf"^{_GAP_OF_ACTIVITY}(?:avec le soutien financier|grace (?:au|a un) (?:co-?)?financement|avec le (?:co-?)?financement|grace au soutien financier|sur des credits) {_ART}$", False),
    ("fundedBy", rf"^ (?:a ete |est )?(?:laureat{_E}|retenu{_E}) [^.;:]{{0,60}}?(?:appel a (?:projets?|manifestation d'interet)|ami|fonds|prix)[^.;:]{{0,60}}?(?:lance|porte|finance|ouvert){_E} par {_ART}$", True),
    ("hostedBy", rf"^{_BE}(?:accueilli|heberge|loge){_E}(?: dans (?:les|des) locaux| par) {_ART}$", True),
    ("hostedBy", rf"^{_BE}(?:installe{_E}|situe{_E}|implante{_E}|se reunit|se reunissent|dispose d'un bureau|tient ses permanences|tient une permanence)?\s*dans les locaux {_ART}$", True),
    ("commissionedBy", rf"^{_BE}(?:missionne|mandate|sollicite){_E} par {_ART}$", True),
    ("commissionedBy", rf"^ (?:a|ont) (?:\w+ment )?(?:mene|realise|conduit|elabore|produit|redige)\w* [^.;:]{{0,90}}?(?:a la demande|pour le compte|sur commande|sur la demande) {_ART}$", True),
    ("partnerOf", rf"^{_BE}(?:le |la |un |une )?partenaire{_E}(?: historique| privilegie{_E}| associe{_E})? {_ART}$", True),
    ("partnerOf", rf"^ (?:s'est|se sont|s')\s?(?:associe\w*|allie\w*|rapproche\w*) (?:avec|a|de) {_ART}$", True),
    ("partnerOf", rf"^ (?:travaille|cooper|collabor|conventionn)\w*(?: etroitement| regulierement)? avec {_ART}$", True),
    ("partnerOf", rf"^(?: a| ont)?[^.;:]{{0,40}}?(?:signe|conclu|noue|lie|passe|etabli)\w*[^.;:]{{0,20}}? (?:une |un |sa |son )?(?:convention|partenariat|accord|charte)[^.;:]{{0,60}}? avec {_ART}$", True),
    ("partnerOf", rf"^ (?:(?:a|ont|va|vont) )?sign\w+ [^.;:,]{{0,40}}?avec {_ART}$", True),
    ("partnerOf", rf"^{_GAP_OF_ACTIVITY}en (?:etroit )?partenariat(?: etroit)? avec {_ART}$", False),
    ("partnerOf", rf"^{_GAP_OF_ACTIVITY}(?:conjointement|en (?:lien|collaboration|cooperation) etroite|aux cotes) (?:avec |de ){_ART}$", False),
)  # fmt: skip
_IN: tuple[tuple[Predicate, str, bool], ...] = (
    ("memberOf", r"^,? (?:(?:qui )?(?:est |sont )?compose\w*|forme\w*|constitue\w*) (?:notamment )?(?:de la |de l'|du |des |de |d')$", False),
    ("memberOf", r"^(?:,? qui)? (?:federe(?:nt)?|regroupe(?:nt)?|reunit|reunissent|rassemble(?:nt)?|compte(?:nt)? (?:parmi|au nombre de) (?:ses|leurs) membres|est compose\w* de|compte(?:nt)? pour membres)[^.;:]{0,40}?(?:\s*:)?\s*(?:la |le |les |l'|de )?$", False),
    ("fundedBy", r"^ (?:co-?)?(?:finance|subventionne)(?:nt|ra|ront)?(?: egalement| aussi| notamment)? (?:la |le |les |l')?$", True),
    ("fundedBy", r"^ (?:verse(?:nt|ra)?|accorde(?:nt|ra)?|attribue(?:nt|ra)?|alloue(?:nt|ra)?|apporte(?:nt|ra)?|octroie(?:nt)?|a (?:verse|accorde|attribue|alloue|apporte|octroye)|ont (?:verse|accorde|attribue|alloue|apporte|octroye))"
                 r" [^.;:,]{0,30}?(?:subvention|financement|dotation|aide financiere|soutien financier|euros|€)[^.;:,]{0,40}? (?:a la|a l'|au|aux|a)\s*$", True),
    ("memberOf", r"^,?(?: qui)?(?: est)?(?: la| une)? tete de reseau[^.;:,]{0,40}? (?:de la |de l'|du |des |de |d')$", False),
    ("replaces", r"^ (?:a ete |est |ont ete |sera )(?:remplacee?s?|absorbee?s?) par (?:la |le |les |l')?$", True),
    ("fundedBy", r"^ (?:soutient|soutiennent|appuie|appuient) financierement (?:la |le |les |l')?$", True),
    ("hostedBy", r"^ (?:accueill|heberg)(?:e|ent|era|eront|ait|aient)(?: dans ses locaux| egalement)? (?:la |le |les |l')?$", True),
    ("commissionedBy", r"^ (?:a|ont)? ?(?:confie|commande)\w*[^.;:]{0,80}? (?:a|au|aux|a la|a l')\s*(?:la |l')?$", True),
    ("commissionedBy", r"^ (?:a|ont)? ?(?:missionne|mandate)\w* (?:la |le |les |l')?$", True),
)  # fmt: skip
_OUT_CUES = tuple((predicate, re.compile(words), sure) for predicate, words, sure in _OUT)
_IN_CUES = tuple((predicate, re.compile(words), sure) for predicate, words, sure in _IN)
_LED = re.compile(r"\b(?:par|avec|aupres d[eu']|chez)\s?(?:la |le |les |l')?$")
"""What makes a name something else than the subject of the words after it."""
_JOIN = re.compile(
    r"^(?:\s*\([^)]{1,40}\))?\s*(?:,|/|;|&|,?\s+(?:et|ainsi qu[e']|puis)|,?\s+mais aussi)\s*(?:de la part )?(?:par |avec |pour )?(?:de la |de l'|du |des |de |d'|la |le |les |l'|au |aux |a la |a l'|a )?$"
)
_BETWEEN = re.compile(
    r"(?:convention|partenariat|accord|cooperation|protocole|charte)[^.;:]{0,60}? (?:entre|liant|unissant|associant) (?:la |le |les |l')?$"
)
_TOGETHER = re.compile(
    r"^ (?:ont |se sont |s')?[^.;:]{0,25}?(?:sign|conclu|nou)\w*[^.;:]{0,25}? (?:convention|partenariat|accord|charte)|^ (?:partagent|mutualisent|s'associent|se sont associe\w*|s'allient|travaillent ensemble)"
)
_STUDY = re.compile(
    r"(?:etude|enquete|diagnostic|evaluation|rapport|mission|recherche|travail|travaux|analyse|guide|observatoire)\w*[^.;:]{0,60}?"
    r"(?:realise|mene|conduit|confie|redige|produit|ecrit|elabore|pilote){_E} (?:par|a|au|aux) (?:la |le |les |l')?$".replace(
        "{_E}", _E
    )
)
_FOR = re.compile(
    r"^,?\s*(?:\([^)]*\)\s*)?(?:et (?:commande|finance)\w* par|pour le compte|a la demande|sur commande|commande\w* par|pour)\s*(?:de la |de l'|du |des |de |d'|la |le |les |l')?$"
)
_COMMISSIONED = re.compile(
    r"(?:etude|enquete|diagnostic|evaluation|rapport|mission|recherche|analyse|guide)\w*[^.;:]{0,50}?(?:commande|demande|commandite){_E} par (?:la |le |les |l')?$".replace(
        "{_E}", _E
    )
)
_THEN_DONE = re.compile(
    r"^,?\s*(?:et )?(?:a ete )?(?:realise|mene|conduit|confie){_E} (?:par|a|au|aux) (?:la |le |les |l')?$".replace(
        "{_E}", _E
    )
)


_OPENING: tuple[tuple[Predicate, re.Pattern[str]], ...] = (
    ("memberOf", re.compile(rf"^(?:membre|adherent|federe|affilie){_E} {_ART}$")),
    ("memberOf", re.compile(rf"^(?:membre|adherent|affilie){_E} (?:depuis \d{{4}} )?{_ART}$")),
    ("partnerOf", re.compile(rf"^partenaire{_E} {_ART}$")),
    (
        "partnerOf",
        re.compile(
            rf"^(?:la|une|cette|sa|l') ?(?:nouvelle )?(?:convention|charte|accord)[^.;:]{{0,20}} signee?[^.;:]{{0,40}}? avec {_ART}$"
        ),
    ),
    (
        "memberOf",
        re.compile(
            rf"^(?:elle|il) (?:est|etait|fait) (?:egalement |aussi )?(?:membre|adherent|partie){_E} {_ART}$"
        ),
    ),
    (
        "fundedBy",
        re.compile(
            rf"^(?:elle|il) (?:est|a ete) (?:egalement |aussi )?(?:co-?)?(?:financ|subventionn)e{_E}{_BY} {_ART}$"
        ),
    ),
    ("fundedBy", re.compile(rf"^(?:co-?)?(?:financ|subventionn)e{_E}{_BY} {_ART}$")),
    ("fundedBy", re.compile(rf"^laureat{_E} [^.;:,]{{0,90}}?(?:de la|de l'|du|des|de|d')\s*$")),
    ("hostedBy", re.compile(rf"^(?:accueilli|heberge|installe){_E} (?:par|dans les locaux) {_ART}$")),
)
"""A tie that opens a sentence, whose subject is that of the sentence before (`Membre du X, elle...`)."""
_COMMISSION = re.compile(
    r"(?:\b(?:commande|commandite)e?s? par|\ba la demande|\bpour le compte|\bsur commande|\bcommanditaires?\s*:|\bmaitrise d'ouvrage\s*:)\s*(?:de la |de l'|du |des |de |d'|la |le |les |l')?$"
)


_DID = re.compile(
    r"(?:\s*\([^)]*\))?\s+(?:a|ont) (?:\w+ment )?(?:mene|realise|conduit|elabore|produit|redige)\b"
)


def ties_in(text: str, names: Sequence[Name], former: Name | None = None) -> Iterator[Tie]:
    """Yield what ties the names of a sentence, each subject with each object of an enumeration.

    `former` is whom the sentence before is about.
    """
    folded = fold_in_place(text.replace("’", "'"))
    yield from offices(text, names)
    yield from _opening(folded, names, former)
    yield from heads_of(text, folded, names, former)
    people = [name for name in names if name.category == "personne"]
    for one, other, words in successions(folded, people, former):
        yield Tie(one, "replaces", other, words, sure=one is not former)
    bodies = [name for name in names if name.category != "personne"]
    groups = groups_of(folded, bodies)
    yield from _members(folded, groups, former)
    for index, group in enumerate(groups):
        before = folded[: group[0].start]
        after = folded[group[-1].end :]
        if len(group) > 1:
            opening = _BETWEEN.search(before)
            together = _TOGETHER.search(after[:120])
            cue = opening or together
            if cue is not None:
                yield from _pairs(group, " ".join(cue.group().split())[:60])
        if index + 1 == len(groups):
            continue
        following = groups[index + 1]
        gap = folded[group[-1].end : following[0].start]
        yield from _between(gap, group, following, before, dated=_WHEN.search(folded) is not None)
        if _STUDY.search(before) and _FOR.search(gap):
            yield from _each(group, "commissionedBy", following, f"pour : {gap.strip()}", sure=True)
        elif _COMMISSIONED.search(before) and _THEN_DONE.search(gap):
            yield from _each(following, "commissionedBy", group, gap.strip(), sure=True)


def _members(folded: str, groups: Sequence[Sequence[Name]], former: Name | None) -> Iterator[Tie]:
    """Yield the members of what is named just before (`X et Y en sont membres`)."""
    for index, group in enumerate(groups):
        if (cue := _MEMBERS.match(folded[group[-1].end :])) is None:
            continue
        earlier = [one for some in groups[:index] for one in some]
        whole = earlier[0] if len(earlier) == 1 else former if not earlier else None
        if whole is not None and whole.category != "personne":
            yield from _each(group, "memberOf", [whole], cue.group().strip(), sure=False)


_MEMBERS = re.compile(
    r"^ (?:en (?:sont|est|etaient|etait|font|fait|faisaient|deviennent)(?: egalement| aussi| tous| toutes| desormais)? (?:les |des )?(?:membre|adherent|partie)|l'(?:ont|a) rejointe?s?\b)"
)


def commissioners(text: str, names: Sequence[Name]) -> Iterator[tuple[Name, str]]:
    """Yield who ordered the work that a document is, with the words that say so."""
    folded = fold_in_place(text.replace("’", "'"))
    groups = groups_of(folded, [name for name in names if name.category != "personne"])
    if any(_DID.match(folded[one.end :]) for group in groups for one in group):
        return  # the work is that of whom the sentence is about
    for group in groups:
        if (cue := _COMMISSION.search(folded[: group[0].start])) is not None:
            yield from ((name, cue.group().strip()) for name in group)


def _opening(folded: str, names: Sequence[Name], former: Name | None) -> Iterator[Tie]:
    bodies = [name for name in names if name.category != "personne"]
    groups = groups_of(folded, bodies)
    if not groups or former is None:
        return
    if _OURS.match(folded, groups[0][-1].end):
        return
    before = folded[: groups[0][0].start].lstrip(" -–•")
    for predicate, cue in _OPENING:
        if cue.match(before):
            yield from _each([former], predicate, groups[0], before.strip(), sure=False)
            return


_OURS = re.compile(r",? (?:nous|je|j')\b")
"""What makes the words before it those of who writes (`Adhérents du X, nous…`), in folded text."""


def _between(
    gap: str, group: Sequence[Name], following: Sequence[Name], before: str, *, dated: bool
) -> Iterator[Tie]:
    led = _LED.search(before) is not None
    for predicate, cue, sure in _OUT_CUES:
        if cue.search(gap):
            if led and predicate not in (
                "memberOf",
                "partnerOf",
            ):  # `étude commandée par X, financée par Y`: the study is
                return
            subjects = group if sure else group[:1]
            yield from _each(subjects, predicate, following, _words(gap), sure=sure)
            return
    for predicate, cue, sure in _IN_CUES:
        if cue.search(gap):
            if _GATHERS.match(gap) and (dated or group[-1].category not in _NETWORKS):
                return  # a meeting, not a membership
            yield from _each(following, predicate, group, _words(gap), sure=sure)
            return


_GATHERS = re.compile(r"^(?:,? qui)? (?:reuni|rassembl)")
_NETWORKS = ("reseau", "collectif", "instance")
"""Kinds of organisations that gather their members; another one gathers guests."""
_WHEN = re.compile(
    rf"\b\d{{1,2}}(?:er)? (?:{'|'.join(fold_in_place(month) for month in MONTH_NAMES)})\b|\b\d{{1,2}} ?h(?: ?\d\d)?\b"
)


_SUBJECT = re.compile(
    r"^(?:[^,;:]{0,90},\s)?(?:l['’]|la |le |les |l['’]association |[lL][ae] r[ée]gie )?$", re.IGNORECASE
)


def is_subject(text: str, name: Name) -> bool:
    """Say whether a name opens its sentence, after a complement or none."""
    return name.start < 110 and _SUBJECT.match(text[: name.start]) is not None


def is_joint(gap: str) -> bool:
    """Say whether folded words between two names make them one enumeration."""
    return _JOIN.match(gap) is not None


def groups_of(folded: str, names: Sequence[Name]) -> list[list[Name]]:
    """Return the names joined by commas and `et`."""
    groups: list[list[Name]] = []
    for name in names:
        if groups and _JOIN.match(folded[groups[-1][-1].end : name.start]):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _each(
    subjects: Sequence[Name], predicate: Predicate, objects: Sequence[Name], cue: str, *, sure: bool
) -> Iterator[Tie]:
    for subject in subjects:
        for value in objects:
            yield Tie(subject, predicate, value, cue, sure)


def _pairs(group: Sequence[Name], cue: str) -> Iterator[Tie]:
    for index, left in enumerate(group):
        for right in group[index + 1 :]:
            yield Tie(left, "partnerOf", right, cue, sure=True)


def _words(gap: str) -> str:
    return " ".join(gap.strip(" ,(").split())[-80:]
