"""A letter as files: one content for each format, written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from publications.records import Draft

TYPES: Final = {
    "html": "text/html",
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
}
"""The media type of each format."""


def written(draft: Draft, format: str) -> bytes:
    """Return a draft in a format; the same draft gives the same bytes."""
    if format == "md":
        from publications.markdown import to_markdown

        return to_markdown(draft).encode()
    if format == "html":
        from publications.html import to_html

        return to_html(draft).encode()
    if format == "docx":
        from publications.docx import to_docx

        return to_docx(draft)
    from publications.mail import to_draft_mail

    return to_draft_mail(draft)


def write_files(draft: Draft, folder: Path, formats: Iterable[str]) -> list[Path]:
    """Write a draft into a folder in some formats and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    return [write_file(folder / f"{draft.name}.{format}", written(draft, format)) for format in formats]


def write_file(path: Path, content: bytes) -> Path:
    """Write a file so that a reader never sees half of it."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    os.replace(part, path)
    return path
