"""Choose the parser of a file by its content, then by its suffix. Imports a parser only when it is chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import cast

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument, Parser
from ingest.parsers.signature import Signature, signature_of

HEAD_BYTES = 8192
"""How much of a file ``parser_for`` wants to see."""

_PARSERS: dict[str, tuple[str, str]] = {
    "pdf": ("ingest.parsers.pdf", "parse_pdf"),
    "image": ("ingest.parsers.image", "parse_image"),
    "xlsx": ("ingest.parsers.workbook", "parse_workbook"),
    "ods": ("ingest.parsers.open_document", "parse_ods"),
    "docx": ("ingest.parsers.office", "parse_docx"),
    "odt": ("ingest.parsers.open_document", "parse_odt"),
    "pptx": ("ingest.parsers.presentation", "parse_pptx"),
    "odp": ("ingest.parsers.open_document", "parse_odp"),
    "html": ("ingest.parsers.html", "parse_html"),
    "xml": ("ingest.parsers.xml_text", "parse_xml"),
    "rdf": ("ingest.parsers.rdf.parse", "parse_rdf"),
    "mail": ("ingest.parsers.mail", "parse_mail"),
    "msg": ("ingest.parsers.outlook", "parse_msg"),
    "calendar": ("ingest.parsers.calendar_file", "parse_calendar"),
    "xls": ("ingest.parsers.old_workbook", "parse_xls"),
    "ppt": ("ingest.parsers.old_presentation", "parse_ppt"),
    "rtf": ("ingest.parsers.rich_text", "parse_rtf"),
    "doc": ("ingest.parsers.old_word", "parse_doc"),
    "zip": ("ingest.parsers.zip_folder", "parse_zip"),
    "packed": ("ingest.parsers.packed", "parse_packed"),
    "parquet": ("ingest.parsers.parquet", "parse_parquet"),
    "json": ("ingest.parsers.json_records", "parse_json"),
    "dxf": ("ingest.parsers.drawing.dxf", "parse_dxf"),
    "table": ("ingest.parsers.table", "parse_table"),
    "text": ("ingest.parsers.text", "parse_text"),
}
_SUFFIXES_OF = {
    "pdf": ".pdf",
    "image": ".png .jpg .jpeg .tif .tiff .bmp .gif .webp .jp2",
    "xlsx": ".xlsx .xlsm .xltx",
    "ods": ".ods",
    "docx": ".docx .docm .dotx",
    "odt": ".odt",
    "pptx": ".pptx .pptm",
    "odp": ".odp",
    "html": ".html .htm .xhtml",
    "xml": ".xml .svg",
    "rdf": ".ttl .n3 .nt .rdf .owl .jsonld .trig .nq",
    "mail": ".eml .mbox .mht .mhtml",
    "msg": ".msg",
    "calendar": ".ics .ical .ifb",
    "xls": ".xls .xlt",
    "rtf": ".rtf",
    "doc": ".doc .dot",
    "ppt": ".ppt .pps .pot",
    "zip": ".zip",
    "packed": ".gz .tgz .bz2 .tbz2 .xz .txz .tar",
    "parquet": ".parquet .pq",
    "json": ".json .jsonl .ndjson .geojson",
    "dxf": ".dxf",
    "table": ".csv .tsv",
    "text": ".txt .md .markdown .log .rst .dat .asc .prn",
}
_SUFFIXES = {suffix: kind for kind, suffixes in _SUFFIXES_OF.items() for suffix in suffixes.split()}
_MARKUP = frozenset({"html", "xml", "mail"})
_RDF_WRITTEN_AS = frozenset({"text", "json", "xml"})
"""What a file whose name is that of RDF may look like: its own reader tells what is wrong with it."""
_MARKDOWN = frozenset({".md", ".markdown", ".rst"})
_NAMES = {
    "pdf": "a PDF",
    "image": "a picture",
    "xlsx": "a workbook (XLSX)",
    "ods": "a workbook (ODS)",
    "docx": "a document (DOCX)",
    "odt": "a document (ODT)",
    "pptx": "a presentation (PPTX)",
    "odp": "a presentation (ODP)",
    "html": "HTML",
    "xml": "XML",
    "rdf": "statements (RDF)",
    "mail": "an e-mail",
    "msg": "an Outlook message (MSG)",
    "calendar": "a calendar (ICS)",
    "xls": "a workbook of the old format (XLS)",
    "rtf": "a document (RTF)",
    "doc": "a document of the old format (DOC)",
    "ppt": "a presentation of the old format (PPT)",
    "zip": "an archive (ZIP)",
    "packed": "an archive (gzip, bzip2, xz or TAR)",
    "parquet": "Parquet",
    "json": "JSON",
    "dxf": "a drawing (DXF)",
    "table": "a table",
    "text": "plain text",
}
_REFUSED: dict[Signature, tuple[str, str]] = {
    "encrypted": (
        "the Office file is protected by a password",
        "save it without a password and ingest it again",
    ),
    "dwg": ("DWG drawings cannot be read", "export the drawing as DXF or PDF"),
    "archive": (
        "this is an archive of a kind that is not unpacked (7z, RAR, Zstandard)",
        "unpack it and ingest the files",
    ),
    "heic": ("pictures of this kind (HEIC, AVIF) cannot be read", "save it as JPEG or PNG"),
    "media": (
        "this is a recording of sound or pictures, which is not read",
        "write down what is said or shown",
    ),
    "database": ("databases (Access, SQLite) are not read", "export their tables as CSV or XLSX"),
    "visio": ("Visio drawings are not read", "save it as PDF, or export it as DXF"),
    "odg": ("OpenDocument drawings are not read", "save it as PDF"),
    "model": ("this is a model (STEP, IFC), which is not read", "export its drawings as DXF or PDF"),
    "mailbox_store": ("this is a mailbox of Outlook (PST, OST)", "save its messages as MSG or EML files"),
    "program": ("this is a program", "leave it out"),
    "binary": ("this is a binary file of no known format", "export it as PDF, DXF, XLSX, CSV or text"),
}


@dataclass(frozen=True, slots=True)
class _Warning:
    """A parser that adds a sentence to what another one found."""

    parser: Parser
    sentence: str

    def __call__(self, path: Path) -> ParsedDocument:
        document = self.parser(path)
        return replace(document, warnings=(self.sentence, *document.warnings))


def parser_for(path: Path, head: bytes) -> Parser:
    """The parser for a file.

    Args:
        head: The first ``HEAD_BYTES`` of the file.

    Raises:
        Unreadable: The file is empty, damaged, protected, or of a kind that no parser reads.
    """
    signature = signature_of(path, head)
    if signature in _REFUSED:
        raise Unreadable(*_REFUSED[signature])
    suffix = path.suffix.lower()
    expected = _SUFFIXES.get(suffix)
    chosen = _by_content(path, signature, expected)
    parser = _load(chosen)
    if (
        expected is None
        or chosen == expected
        or (chosen in {"text", "table"} and expected in {"text", "table"})
    ):
        return parser
    return _Warning(
        parser, f"The file is called {suffix} but its content is {_NAMES[chosen]}; it was read as such."
    )


def _by_content(path: Path, signature: Signature, expected: str | None) -> str:
    """The parser's name; among kinds of text the suffix decides what the content leaves open."""
    if signature == "rdf" or (expected == "rdf" and signature in _RDF_WRITTEN_AS):
        return "text" if path.suffix.lower() in _MARKDOWN else "rdf"
    if signature in _MARKUP and path.suffix.lower() in _MARKDOWN:
        return "text"
    if signature == "json" and expected != "json":
        from ingest.parsers.json_records import is_json

        signature = "json" if is_json(path) else "text"
    if signature != "text":
        return signature
    if expected in {"mail", "json"}:
        return str(expected)
    if path.suffix.lower() in _MARKDOWN:
        return "text"
    from ingest.parsers.delimited import is_tabular, sniff

    if expected == "table":
        return "table" if sniff(path).delimiter or not _is_prose(path) else "text"
    return "table" if is_tabular(path) else "text"


def _is_prose(path: Path) -> bool:
    with path.open("rb") as file:
        lines = [line for line in file.read(65_536).splitlines() if line.strip()]
    return bool(lines) and sum(len(line) for line in lines) / len(lines) > 60


def _load(name: str) -> Parser:
    module, function = _PARSERS[name]
    return cast("Parser", getattr(import_module(module), function))
