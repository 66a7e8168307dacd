"""Mentions of themes, actors, territories and audiences in a text."""

from ingest.mentions.linker import Linker, Match, link_of

__all__ = ["Linker", "Match", "link_of"]
