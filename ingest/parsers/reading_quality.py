"""What historians say of their own readings: good, uncertain, bad. Knows that column and no reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow.compute as pc

from ingest.parsers.log_parts import keys_of
from ingest.parsers.typed_column import TypedColumn

_NAME = re.compile(
    r"(?:^|[\s_.\-])(?:opc[\s_]*)?(?:quality|qualit[ée]|validity|validité|valid|status(?:[\s_]*code)?|statut|qualität)$",
    re.IGNORECASE,
)
_CODED = re.compile(r"quality|qualit|validit|opc", re.IGNORECASE)
_GOOD = frozenset("good ok valid valide bon bonne g normal true goodlocaloverride goodclamped".split())
_BAD = frozenset(
    "bad invalid invalide mauvais mauvaise b fail failed failure error err erreur défaut false comm commfail "
    "notconnected badnotconnected badcommfailure".split()
)
_DOUBTFUL = frozenset("uncertain doubtful douteux questionable suspect u substituted incertain".split())
_MOST_CODES = 16
OPC_GOOD = 192


def is_quality(name: str, column: TypedColumn) -> bool:
    """True for a column whose header and values say how good the readings beside it are."""
    if not _NAME.search(name.strip()):
        return False
    texts = pc.unique(column.values.drop_null())
    if not 0 < len(texts) <= _MOST_CODES:
        return False
    if column.column.type == "integer":
        codes = {int(code) for code in texts.to_pylist()}
        return bool(_CODED.search(name)) and (OPC_GOOD in codes or codes <= {0, 1, 2})
    words = {_word(text) for text in texts.to_pylist()}
    return words <= _GOOD | _BAD | _DOUBTFUL and bool(words & _GOOD)


def bad_readings(column: TypedColumn) -> np.ndarray[Any, Any]:
    """A mask of the rows whose reading the historian calls bad."""
    if column.column.type == "integer":
        codes = np.asarray(pc.fill_null(column.values, -1).to_numpy(zero_copy_only=False), dtype=np.int64)
        return bad_codes(codes, opc=bool((codes == OPC_GOOD).any()))
    texts, places = keys_of(column)
    return np.asarray(bad_words(texts)[places])


def bad_codes(codes: np.ndarray[Any, Any], *, opc: bool) -> np.ndarray[Any, Any]:
    """A mask of the codes that call a reading bad; ``opc`` where they are those of OPC. -1 is no code."""
    return (codes >= 0) & (codes < 64) if opc else codes == 0


def bad_words(texts: Sequence[str]) -> np.ndarray[Any, Any]:
    """A mask of the texts that call a reading bad."""
    return np.asarray([_word(text) in _BAD for text in texts], dtype=bool)


def column_it_judges(name: str) -> str:
    """What is left of a header without its word for quality: ``PT-1`` of ``PT-1 Quality``."""
    return _NAME.sub("", name.strip()).strip(" _.-")


def _word(text: object) -> str:
    """The first word: ``bad`` of ``Bad, Comm Failure``."""
    found = re.search(r"[^\W_]+", str(text))
    return found[0].lower() if found else ""
