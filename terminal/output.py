"""The answers of the centre as French text in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from terminal.words import COUNTS, KINDS, MODES, RESOURCES, ROLES, SESSION_STATES, STATES

if TYPE_CHECKING:
    from rich.console import Console

    from centre.records import AgendaRow, IngestReport, ResourceRow, SearchResult, SyncReport, WhoResult

_MOVED = 30
"""Documents that a synchronisation lists at most."""


def show_report(report: IngestReport) -> None:
    """Print what an ingest did to each input."""
    rows = [
        (
            item.source,
            STATES[item.status],
            item.pipeline or "",
            _number(item.passages) if item.id else "",
            _number(item.events) if item.id else "",
        )
        for item in report.documents
    ]
    _table(("Source", "État", "Traitement", "Passages", "Rencontres"), rows, right=(3, 4))
    for item in report.documents:
        if item.reason:
            _print(f"• {item.reason}")
    if report.model:
        use = report.model
        kept, dropped = _counted(use.kept, "candidat"), _counted(sum(use.dropped.values()), "proposition")
        trouble = f" ; {use.trouble}" if use.trouble else ""
        _print(f"Modèle : {_counted(use.calls, 'appel')}, {kept}, {dropped} sans preuve laissées{trouble}.")
    where = f"instantané {report.snapshot}" if report.snapshot else "rien n’a été publié"
    _print(f"{_counted(len(report.documents), 'document')} en {_decimal(report.seconds)} s ; {where}.")


def show_search(result: SearchResult) -> None:
    """Print results with the reason each is there."""
    if result.message:
        _print(result.message)
    if not result.results:
        return
    _print(f"{_counted(result.total, 'résultat')} en {result.took_ms:.0f} ms")
    for number, hit in enumerate(result.results, start=1):
        facts = [KINDS.get(hit.type, hit.type), hit.date or "", ", ".join(hit.territories[:3])]
        _print(f"\n{number}. {hit.title}  ({' · '.join(fact for fact in facts if fact)})", bold=True)
        if hit.snippet:
            _print(f"   {' '.join(hit.snippet.split())}")
        place = f"{hit.document_title}, p. {hit.page}" if hit.document_title else hit.id
        _print(f"   {hit.reason or 'correspond aux filtres'} — {place}", dim=True)


def show_who(result: WhoResult) -> None:
    """Print answers with the sentences that justify them."""
    if result.message:
        _print(result.message)
    for sentence in result.phrased:
        places = {f"{line.document_title}, p. {line.page}" for line in sentence.evidence}
        _print(f"{sentence.text} [{' ; '.join(sorted(places))}]")
    if result.phrased:
        _print("Rédigé par un modèle de langage à partir des preuves ci-dessous.", dim=True)
    for number, answer in enumerate(result.answers, start=1):
        doubt = " (à confirmer)" if answer.status == "candidate" else ""
        roles = ", ".join(ROLES.get(role, role) for role in answer.roles)
        _print(f"\n{number}. {answer.label}{doubt}  [{_decimal(answer.score)}]  {roles}", bold=True)
        if answer.themes:
            _print(f"   Thèmes : {', '.join(answer.themes)}")
        for line in answer.evidence[:3]:
            _print(f"   « {' '.join(line.quote.split())} »")
            _print(f"     {line.activity} — {line.document_title}, p. {line.page}", dim=True)


def show_agenda(rows: Sequence[AgendaRow]) -> None:
    """Print sessions, one a line."""
    if not rows:
        _print("Aucune séance ne correspond.")
        return
    lines = [
        (
            row.date_text + (f" ({SESSION_STATES[row.status]})" if row.status in SESSION_STATES else ""),
            row.title,
            row.place or MODES.get(row.mode or "", ""),
            ", ".join(actor.label for actor in row.actors[:4]),
        )
        for row in rows
    ]
    _table(("Date", "Séance", "Lieu", "Avec"), lines)
    _print(_counted(len(rows), "séance"))


def show_resources(rows: Sequence[ResourceRow]) -> None:
    """Print resources, one a line."""
    if not rows:
        _print("Aucune ressource ne correspond.")
        return
    lines = [
        (row.date or "", RESOURCES.get(row.kind, row.kind), row.title, ", ".join(row.themes[:3]))
        for row in rows
    ]
    _table(("Date", "Nature", "Titre", "Thèmes"), lines)
    _print(_counted(len(rows), "ressource"))


def show_document(answer: dict[str, Any]) -> None:
    """Print what was understood of a document."""
    _print(answer["title"], bold=True)
    _print(f"{answer['source']} · {answer['pipeline']} · {answer['date'] or 'sans date'}")
    for name, key in (("Acteurs", "actors"), ("Territoires", "territories"), ("Thèmes", "themes")):
        lines = [
            (
                item["label"] + (" (à confirmer)" if item["status"] == "candidate" else ""),
                item["kind"],
                str(len(item["evidence"])),
                f"p. {item['evidence'][0]['page']} : « {' '.join(item['evidence'][0]['quote'].split())[:60]} »",
            )
            for item in answer[key]
        ]
        if lines:
            _table((name, "Sorte", "Mentions", "Première mention"), lines, right=(2,))
    counts = (("rencontre", "events"), ("ressource", "resources"), ("date", "dates"), ("texte cité", "cites"))
    _print(", ".join(_counted(len(answer[key]), name) for name, key in counts) + ".")


def show_status(answer: dict[str, Any]) -> None:
    """Print what the centre holds."""
    lines = [(name, _number(answer[key])) for key, name in COUNTS.items() if answer.get(key) is not None]
    encoder = answer.get("encoder")
    if encoder:
        lines.append(("Encodeur", f"{encoder['name']} ({encoder['dimension']} dimensions)"))
    lines.append(("Sur disque", f"{_decimal(answer['disk_bytes'] / 1e6)} Mo"))
    _table(("", ""), lines, right=(1,))


def show_check(answer: dict[str, Any]) -> None:
    """Print what is wrong or incomplete."""
    for title, key in (("À corriger", "violations"), ("À compléter", "warnings")):
        if answer[key]:
            lines = [(item["label"] or item["focus"], item["message"], item["fix"]) for item in answer[key]]
            _table((title, "Constat", "Que faire"), lines)
    wrong, incomplete = len(answer["violations"]), len(answer["warnings"])
    verdict = "Le graphe est conforme" if answer["conforms"] else "Le graphe n’est pas conforme"
    _print(f"{verdict} : {_counted(wrong, 'erreur')}, {_counted(incomplete, 'avertissement')}.")


def show_snapshots(rows: Iterable[dict[str, Any]]) -> None:
    """Print the snapshots, the live one marked."""
    lines = [
        (
            row["snapshot"] + (" ←" if row["current"] else ""),
            row["created"].replace("T", " ")[:16],
            _number(row["documents"]),
            _number(row["triples"]),
        )
        for row in rows
    ]
    _table(("Instantané", "Publié le (UTC)", "Documents", "Triplets"), lines, right=(2, 3))


def show_sync(report: SyncReport) -> None:
    """Print what a synchronisation did to each source, and each document that moved."""
    columns = ("added", "changed", "unchanged", "removed", "failed")
    lines = [
        (
            source.name,
            *("–" if source.status == "not-due" else _number(getattr(source, one)) for one in columns),
        )
        for source in report.sources
    ]
    names = ("Source", "Ajoutés", "Mis à jour", "Inchangés", "Retirés", "Non ajoutés")
    _table(names, lines, right=(1, 2, 3, 4, 5))
    moved = [line for line in report.documents if line.status != "unchanged"]
    for line in moved[:_MOVED]:
        _print(f"• {line.reason}" if line.status == "failed" else f"• {STATES[line.status]} : {line.source}")
    if len(moved) > _MOVED:
        _print(f"… et {_counted(len(moved) - _MOVED, 'autre')} (--json donne tout).")
    waiting = ", ".join(source.name for source in report.sources if source.status == "not-due")
    if waiting:
        _print(f"Pas encore à relire : {waiting}. Nommez une source pour la relire tout de suite.")
    where = f"instantané {report.snapshot}" if report.snapshot else "rien n’a été publié"
    done = "Essai à blanc, rien n’a été écrit" if report.dry_run else f"Synchronisé ; {where}"
    _print(f"{done} ({_decimal(report.seconds)} s).")


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False)


def _print(text: str, *, bold: bool = False, dim: bool = False) -> None:
    _console().print(text, style="bold" if bold else "dim" if dim else None, soft_wrap=not dim)


def _table(names: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=any(names), header_style="bold")
    for at, name in enumerate(names):
        table.add_column(name, justify="right" if at in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    _console().print(table)


def _counted(count: int, name: str) -> str:
    plural = " ".join(f"{word}s" for word in name.split()) if count > 1 else name
    return f"{_number(count)} {plural}"


def _number(value: object) -> str:
    return f"{value:,}".replace(",", " ") if isinstance(value, int) else str(value or "")


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
