"""What events, series and resources are about: labels weighed by where they stand, and meaning."""

from ingest.themes.settle import Meaning, settle

__all__ = ["Meaning", "settle"]
