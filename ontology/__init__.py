"""Ground floor: what the centre talks about (schema, shapes, themes, territories, actors)."""
