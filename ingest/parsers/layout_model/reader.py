"""Runs the layout model that the settings name on one PDF; imports Docling and unstructured, alone.

Neither is one of our dependencies, and nothing is downloaded: their models must lie in the folder that the
settings name. What of this was tried without models stands in ``docs/ingest.md``.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from ingest.errors import IngestError, Unreadable
from ingest.limits import LayoutModel
from ingest.parsers.layout_model.docling_json import docling_elements
from ingest.parsers.layout_model.element import Element
from ingest.parsers.layout_model.unstructured_json import Sizes, unstructured_elements

_PACKAGES = {
    "docling": (("docling", "docling"),),
    "unstructured": (("unstructured", "unstructured[pdf]"), ("unstructured_inference", "unstructured[pdf]")),
}
"""By setting: modules that must be there, and what to install for them."""


def check_layout_model(model: LayoutModel) -> None:
    """Says before a batch begins what would fail on each of its PDFs.

    Raises:
        IngestError: The program is not installed, or its models are not where the settings say.
    """
    for module, package in _PACKAGES[model.name]:
        if importlib.util.find_spec(module) is None:
            raise IngestError(
                f"{model.name} is not installed: pip install '{package}', or leave ingest.layout out"
            )
    if model.folder is None:
        raise IngestError(
            f"ingest.layout is {model.name}, but ingest.layout_models does not say where its models are: "
            "name their folder (nothing is downloaded)"
        )
    if not model.folder.is_dir() or not any(model.folder.iterdir()):
        raise IngestError(f"no models of {model.name} are in {model.folder} (ingest.layout_models)")


def read_layout(path: Path, model: LayoutModel, *, sizes: Sizes) -> list[Element]:
    """What the model sees in a PDF.

    Args:
        sizes: Width and height of each page, in points.

    Raises:
        Unreadable: The program or its models are not here.
    """
    reader = {"docling": _with_docling, "unstructured": _with_unstructured}[model.name]
    if model.folder is None:
        raise Unreadable("the layout model's folder is not set", "set ingest.layout_models")
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", DO_NOT_TRACK="1", SCARF_NO_ANALYTICS="1")
    try:
        return reader(path, model.folder, sizes)
    except ImportError as error:
        raise Unreadable(
            f"the layout model {model.name} is not installed where the file was read: {error}",
            "install it there, or leave ingest.layout out",
        ) from error
    except OSError as error:
        raise Unreadable(
            f"the layout model {model.name} did not find its models: {_first_line(error)}",
            "put its models into the folder that ingest.layout_models names, or leave ingest.layout out",
        ) from error


def _with_docling(path: Path, folder: Path, sizes: Sizes) -> list[Element]:
    del sizes  # its pages state theirs
    return docling_elements(_docling(folder)(path))


def _with_unstructured(path: Path, folder: Path, sizes: Sizes) -> list[Element]:
    os.environ["HF_HUB_CACHE"] = str(folder)
    from unstructured.partition.pdf import partition_pdf

    found = partition_pdf(str(path), strategy="hi_res", infer_table_structure=True, languages=["eng", "fra"])
    return unstructured_elements([element.to_dict() for element in found], sizes)


@cache
def _docling(folder: Path) -> Callable[[Path], dict[str, Any]]:
    """A converter without text recognition (ours reads scans) and without services elsewhere."""
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.pipeline_options import PdfPipelineOptions
    from docling.document_converter import DocumentConverter, PdfFormatOption

    options = PdfPipelineOptions(artifacts_path=folder, do_ocr=False, do_table_structure=True)
    converter = DocumentConverter(
        allowed_formats=[InputFormat.PDF],
        format_options={InputFormat.PDF: PdfFormatOption(pipeline_options=options)},
    )

    def read(path: Path) -> dict[str, Any]:
        exported: dict[str, Any] = converter.convert(path).document.export_to_dict()
        return exported

    return read


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300]
