"""PDFium's most frequent calls, with addresses instead of typed pointers: half the time of each call.

Knows no page and no text. Addresses are only valid while the object that they belong to is open.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium


def address(pointer: Any) -> int:
    """The address that a typed pointer holds."""
    return int(ctypes.cast(pointer, ctypes.c_void_p).value or 0)


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    """The same C function, called without conversion of its arguments."""
    return ctypes.CFUNCTYPE(result, *arguments)(address(function))


loose_char_box = _plain(
    pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
"""``(text page, character, FS_RECTF)``; 0 where the character has no box."""

page_object = _plain(pdfium.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
"""``(page, index)``: address of an object."""

form_object = _plain(pdfium.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
"""``(form, index)``: address of an object."""

object_type = _plain(pdfium.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
"""``(object)``: its kind."""


def typed_object(value: int) -> Any:
    """A page object as the other calls want it."""
    return ctypes.cast(value, pdfium.FPDF_PAGEOBJECT)
