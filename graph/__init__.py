"""Floor 2: records become triples, triples answer named questions."""
