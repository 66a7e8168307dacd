"""Beside the pipelines, only when configured: a language model proposes, the text decides what is kept."""
