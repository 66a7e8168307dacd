"""Floor 2: from records to hits, by words and by meaning."""
