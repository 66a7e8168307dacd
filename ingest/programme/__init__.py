"""Programmes of activities: axes, series, sessions, actors, announced resources."""

from ingest.programme.extract import extract

__all__ = ["extract"]
