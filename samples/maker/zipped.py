"""Rewrites an Office file so that the same content gives the same bytes. Knows zip archives only."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

_STAMP = (2025, 10, 6, 8, 0, 0)


def rewrite_zip(path: Path) -> None:
    """Same members in the same order, fixed times, the modification time in the properties fixed."""
    with zipfile.ZipFile(path) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members:
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)",
                    rb"\g<1>2025-10-06T08:00:00Z\2",
                    content,
                )
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
