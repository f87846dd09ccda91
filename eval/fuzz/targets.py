"""Which files and which changes each reader is fuzzed with. Knows the registry's names, reads nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.errors import UnknownReader
from eval.fuzz import package_seeds, sheet_seeds, text_seeds
from eval.fuzz.bytes_edit import Edit, edit_bytes, edit_lines, edit_number
from eval.fuzz.compound_edit import edit_compound
from eval.fuzz.compound_file import compound_file
from eval.fuzz.data_edit import edit_json, edit_pairs, edit_png, edit_rtf
from eval.fuzz.markup_edit import edit_markup
from eval.fuzz.old_office_seeds import doc_streams, msg_streams, xls_streams
from eval.fuzz.old_presentation_seed import ppt_streams
from eval.fuzz.pdf_edit import edit_pdf
from eval.fuzz.zip_edit import edit_zip


@dataclass(frozen=True, slots=True)
class Target:
    """A reader and how it is fuzzed.

    Attributes:
        suffix: Of the files, with its dot.
        seeds: Whole files of ours, each different in kind.
        edits: Changes that keep most of the structure; one twice counts twice.
        ocr: Whether pages without text are read from their picture, which takes a second each.
    """

    suffix: str
    seeds: Sequence[Callable[[], bytes]]
    edits: Sequence[Edit]
    ocr: bool = False


_PACKAGE = (edit_zip, edit_zip, edit_zip, edit_zip, edit_bytes)
_LINES = (edit_lines, edit_lines, edit_number, edit_bytes)
_COMPOUND = (edit_compound, edit_compound, edit_compound, edit_bytes)

TARGETS: Mapping[str, Target] = {
    "pdf": Target(".pdf", (sheet_seeds.report_pdf, sheet_seeds.form_pdf), (edit_pdf,) * 6 + (edit_bytes,)),
    "drawing-pdf": Target(".pdf", (sheet_seeds.drawing_pdf,), (edit_pdf,) * 6 + (edit_bytes,)),
    "image": Target(".png", (sheet_seeds.picture,), (edit_png, edit_png, edit_png, edit_bytes), ocr=True),
    "xlsx": Target(".xlsx", (package_seeds.xlsx,), _PACKAGE),
    "ods": Target(".ods", (package_seeds.ods,), _PACKAGE),
    "docx": Target(".docx", (package_seeds.docx,), _PACKAGE),
    "odt": Target(".odt", (package_seeds.odt,), _PACKAGE),
    "odp": Target(".odp", (package_seeds.odp,), _PACKAGE),
    "pptx": Target(".pptx", (package_seeds.pptx,), _PACKAGE),
    "html": Target(".html", (lambda: text_seeds.HTML,), (edit_markup, edit_markup, edit_number, edit_bytes)),
    "xml": Target(".xml", (lambda: text_seeds.XML,), (edit_markup, edit_markup, edit_number, edit_bytes)),
    "dexpi": Target(
        ".xml", (lambda: sheet_seeds.PLANT_MODEL,), (edit_markup, edit_markup, edit_number, edit_bytes)
    ),
    "mail": Target(".eml", (text_seeds.mail,), _LINES),
    "msg": Target(".msg", (lambda: compound_file(msg_streams()),), _COMPOUND),
    "xls": Target(".xls", (lambda: compound_file(xls_streams()),), _COMPOUND),
    "rtf": Target(".rtf", (lambda: text_seeds.RTF,), (edit_rtf, edit_rtf, edit_number, edit_bytes)),
    "doc": Target(".doc", (lambda: compound_file(doc_streams()),), _COMPOUND),
    "ppt": Target(".ppt", (lambda: compound_file(ppt_streams()),), _COMPOUND),
    "zip": Target(".zip", (package_seeds.folder,), (edit_zip, edit_bytes)),
    "packed": Target(".tar.gz", (package_seeds.packed, package_seeds.packed_folder), (edit_bytes,)),
    "parquet": Target(".parquet", (package_seeds.parquet,), (edit_bytes,)),
    "json": Target(
        ".json", (text_seeds.records, text_seeds.json_lines), (edit_json, edit_json, edit_lines, edit_bytes)
    ),
    "dxf": Target(
        ".dxf", (sheet_seeds.drawing_dxf,), (edit_pairs, edit_pairs, edit_pairs, edit_number, edit_bytes)
    ),
    "table": Target(".csv", (lambda: text_seeds.TABLE,), _LINES),
    "log": Target(".csv", (lambda: text_seeds.LOG, lambda: text_seeds.LONG_LOG), _LINES),
    "text": Target(".txt", (lambda: text_seeds.TEXT, lambda: text_seeds.MARKDOWN), _LINES),
}


def target(name: str) -> Target:
    """The target of that name.

    Raises:
        UnknownReader: There is none.
    """
    if name not in TARGETS:
        raise UnknownReader(f"no reader '{name}'; there are: {', '.join(TARGETS)}")
    return TARGETS[name]
