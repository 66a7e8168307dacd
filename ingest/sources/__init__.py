"""The door of ingestion: files and addresses opened one by one, and the sources a centre follows."""

from ingest.sources.opening import LIMIT, Failure, fetch, is_address, locate

__all__ = ["LIMIT", "Failure", "fetch", "is_address", "locate"]
