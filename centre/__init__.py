"""Floor 3: one resource centre on disk: open, ingest, publish, roll back, ask."""
