"""The dossier pipeline: living collections of dated resources, press reviews and feeds."""

from ingest.dossier.extract import extract

__all__ = ["extract"]
