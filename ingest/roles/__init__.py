"""Actors with their roles, read from the words around their names."""

from ingest.roles.participations import Found, merge, participations_in

__all__ = ["Found", "merge", "participations_in"]
