import pytest

from ingest.document import Block, Document, Metadata
from ingest.pipelines import extract


@pytest.fixture(scope="session")
def understand(linker):
    """Read paragraphs of text as a report."""

    def read(*paragraphs, title="Une page du centre"):
        blocks, at = [], 0
        for text, kind in ((title, "heading"), *((one, "paragraph") for one in paragraphs)):
            blocks.append(Block(kind=kind, text=text, page=1, start=at, end=at + len(text), level=1))
            at += len(text) + 1
        document = Document(
            iri="https://maillage.example/id/document/essai", locator="essai", sha256="0" * 64,
            media_type="text/plain", text="\n".join(block.text for block in blocks), blocks=tuple(blocks),
            pages=1, metadata=Metadata(),
        )  # fmt: skip
        return extract(document, linker, "report")

    return read
