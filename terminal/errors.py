"""The command line library speaks English: its help and its errors in French."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

HELP = "Afficher cette aide."


class _Command(TyperCommand):
    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
        return option


class _Group(TyperGroup):
    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
        return option


def in_french(*apps: typer.Typer) -> None:
    """Make the help of applications French."""
    for app in apps:
        app.info.cls = _Group
        for command in app.registered_commands:
            command.cls = _Command
        for group in app.registered_groups:
            group.cls = _Group
    if len(sys.argv) < 2 or {"-h", "--help"} & {*sys.argv}:
        from typer import rich_utils

        rich_utils.COMMANDS_PANEL_TITLE = "Commandes"
        rich_utils.REQUIRED_LONG_STRING = "[obligatoire]"
        rich_utils.DEFAULT_STRING = "[par défaut : {}]"


def usage_line(error: BaseException) -> str | None:
    """Return what is wrong in a command, and what to do; None when the error is of another kind."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if "ClickException" not in names:
        return None
    known: Any = error
    command = getattr(getattr(known, "ctx", None), "command_path", None) or "maillage"
    if "NoArgsIsHelpError" in names:
        return f"Que faire ? Voyez « {command} --help »."
    return f"{_what(known, names)} Voyez « {command} --help »."


def _what(error: Any, names: set[str]) -> str:
    if "MissingParameter" in names:
        name = _name(error)
        return f"Il manque {name}." if name else "Il manque une valeur."
    if "NoSuchOption" in names:
        near = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
        return f"L’option « {error.option_name} » n’existe pas." + (f" Peut-être {near} ?" if near else "")
    if "NoSuchCommand" in names or "No such command" in str(error.message):
        asked = getattr(error, "command_name", None) or str(error.message).split("'")[1:2]
        asked = asked if isinstance(asked, str) else "".join(asked)
        return f"La commande « {asked} » n’existe pas."
    if "BadOptionUsage" in names:
        return (
            f"L’option « {getattr(error, 'option_name', '')} » est mal employée (il lui manque une valeur ?)."
        )
    if "BadParameter" in names:
        return f"La valeur donnée pour {_name(error) or 'un paramètre'} ne convient pas."
    if "unexpected extra argument" in str(error.message):
        return "Il y a un mot de trop : mettez la question entre guillemets."
    return "La commande est mal écrite."


def _name(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "param_hint", None) or "")
    options = [name for name in getattr(parameter, "opts", ()) if name.startswith("-")]
    return options[0] if options else str(parameter.metavar or parameter.name or "")
