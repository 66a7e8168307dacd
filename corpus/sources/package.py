"""Give the members of an office package fixed dates, so that the same text gives the same bytes."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path


def fix_package_dates(path: Path, modified: str | None = None) -> None:
    """Rewrite the package in place; ``modified`` replaces the date of modification in its core properties."""
    with zipfile.ZipFile(path) as package:
        members = [(member, package.read(member)) for member in package.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for member, content in members:
            if modified and member.filename == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + modified.encode("ascii"), content
                )
            info = zipfile.ZipInfo(member.filename, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if member.filename == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(info, content)
