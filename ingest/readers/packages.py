"""Open documents that are zip archives (DOCX, ODT, XLSX) without falling for a bomb or a torn file."""

from __future__ import annotations

import io
import zipfile

from ingest.document import IngestError, Source

_LARGEST = 512 * 1024 * 1024
_LARGEST_RATIO = 200
_RATIO_APPLIES_FROM = 32 * 1024 * 1024


def opened(source: Source, name: str) -> io.BytesIO:
    """Return the bytes of a package as a file, once its parts are known to be whole and of a sane size."""
    damaged = IngestError(
        f"{source.locator} : ce fichier {name} est abîmé ou incomplet. Redonnez-le depuis l’original."
    )
    try:
        with zipfile.ZipFile(io.BytesIO(source.content)) as archive:
            total = sum(part.file_size for part in archive.infolist())
            if total > _LARGEST or (
                total > _RATIO_APPLIES_FROM and total > _LARGEST_RATIO * len(source.content)
            ):
                raise IngestError(
                    f"{source.locator} : ce fichier {name} devient démesuré une fois décompressé "
                    f"({total / 1048576:.0f} Mio). Par prudence il n’est pas ouvert ; découpez-le ou "
                    "exportez-le en PDF."
                )
            if archive.testzip() is not None:
                raise damaged
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise damaged from error
    except Exception as error:
        if isinstance(error, IngestError):
            raise
        raise damaged from error
    return io.BytesIO(source.content)
