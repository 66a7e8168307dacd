"""The report pipeline: reports, notes, articles, pages, fact sheets and minutes."""

from ingest.report.extract import extract

__all__ = ["extract"]
