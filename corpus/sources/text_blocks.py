"""Read the light marks of a source text into blocks for the Word and OpenDocument writers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any


def read_blocks(body: str) -> Iterator[tuple[str, Any]]:
    """Yield (kind, content): heading1, heading2, item and paragraph carry text, table carries rows."""
    for block in re.split(r"\n\s*\n", body.strip()):
        lines = block.strip().splitlines()
        if lines[0].startswith("|"):
            yield "table", [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]
        elif lines[0].startswith("## "):
            yield "heading2", lines[0][3:]
        elif lines[0].startswith("# "):
            yield "heading1", lines[0][2:]
        elif lines[0].startswith("- "):
            for line in lines:
                yield "item", line[2:]
        else:
            yield "paragraph", " ".join(lines)
