"""Small zipped documents for the tests, written part by part."""

from __future__ import annotations

import zipfile
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def write_zip(path: Path, parts: dict[str, str]) -> Path:
    """A package of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def write_docx(path: Path, body: str, **parts: str) -> Path:
    """A DOCX with this body; other parts by their name in the ``word`` folder."""
    content = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    content |= {f"word/{name}.xml": text for name, text in parts.items()}
    return write_zip(path, content)


def paragraph(text: str, *, style: str = "", properties: str = "", bold: bool = False) -> str:
    """A paragraph of one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr><w:r>{weight}<w:t>{text}</w:t></w:r></w:p>"
