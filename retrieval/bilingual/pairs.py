"""Sentences with their translation, from files that translators leave: PO, Qt's TS, and JSON Lines.

A line of JSON is ``{"english": …, "french": …, "document": …}``. Pairs whose numbers differ are no
translations, nor are those of very unlike length. Qt's XML is read as text: no entity in it is expanded.
"""

from __future__ import annotations

import ast
import html
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_LONGEST = 1500
_SHORT = 14
"""Characters up to which a translation may have any length."""
_LEAST, _MOST = 0.5, 2.6
"""Length of a translation, as a multiple of its original."""
_TAG = re.compile(r"<[^<>]{1,80}>")
_ROLE = re.compile(r":[\w:+-]+:`([^`]*)`|`{1,2}([^`]*)`{1,2}_{0,2}")
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{2}")
_FIELD = re.compile(r'^(msgid|msgstr|msgctxt|msgid_plural|msgstr\[\d\])\s+(".*")$')
_MESSAGE = re.compile(r"<message\b.*?</message>", re.DOTALL)
_SOURCE = re.compile(r"<source>(.*?)</source>", re.DOTALL)
_TARGET = re.compile(r"<translation>(.*?)</translation>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence or term in both languages.

    Attributes:
        document: By which held-out pairs are kept apart.
    """

    english: str
    french: str
    document: str


def read_pairs(paths: Iterable[Path]) -> list[Pair]:
    """The pairs of files and folders (``.po``, ``.ts``, ``.jsonl``), each once, in the order of the paths."""
    found: dict[tuple[str, str], Pair] = {}
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.suffix in _READERS) if path.is_dir() else [path]
        for file in files:
            text = file.read_text(encoding="utf-8", errors="replace")
            for pair in _READERS[file.suffix](text, file.name):
                clean = Pair(plain(pair.english), plain(pair.french), pair.document)
                if is_translation(clean):
                    found.setdefault((clean.english.lower(), clean.french.lower()), clean)
    return list(found.values())


def plain(text: str) -> str:
    """Without markup, entities and line breaks."""
    text = _ROLE.sub(
        lambda match: re.sub(r"\s*<[^>]*>$", "", match[1] or match[2] or ""), html.unescape(text)
    )
    return _SPACE.sub(" ", _TAG.sub(" ", text).replace("&", "").replace("**", "")).strip()


def is_translation(pair: Pair) -> bool:
    """False where lengths or numbers say that one side does not say what the other says."""
    english, french = pair.english, pair.french
    if (
        not (2 < len(english) <= _LONGEST and len(french) > 2)
        or english == french
        or not _WORD.search(english)
    ):
        return False
    if len(english) > _SHORT and not _LEAST <= len(french) / len(english) <= _MOST:
        return False
    return sorted(_NUMBER.findall(english)) == sorted(_NUMBER.findall(french))


def joined(pairs: Sequence[Pair], *, share: float, longest: int = 700, seed: int = 0) -> Iterator[Pair]:
    """Neighbours of a document side by side, two to six of them: passages, where pairs are sentences."""
    rng = random.Random(seed)
    by_document: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_document.setdefault(pair.document, []).append(pair)
    for document, own in by_document.items():
        at = 0
        while at < len(own) - 1:
            count = rng.randint(2, 6)
            part = own[at : at + count]
            french = " ".join(pair.french for pair in part)
            if rng.random() < share and len(french) <= longest:
                yield Pair(" ".join(pair.english for pair in part), french, document)
            at += count


def _json_lines(text: str, name: str) -> Iterator[Pair]:
    for line in text.splitlines():
        if line.strip():
            record = json.loads(line)
            yield Pair(record["english"], record["french"], record.get("document", name))


def _po(text: str, name: str) -> Iterator[Pair]:
    """Messages of a PO file that are translated and not marked as fuzzy."""
    for block in re.split(r"\n\s*\n", text):
        lines = block.splitlines()
        if any(line.startswith("#,") and "fuzzy" in line for line in lines):
            continue
        fields: dict[str, str] = {}
        current = ""
        for line in lines:
            match = _FIELD.match(line)
            if match:
                current = match[1]
                fields[current] = _literal(match[2])
            elif current and line.startswith('"'):
                fields[current] += _literal(line)
        if fields.get("msgid") and fields.get("msgstr"):
            yield Pair(fields["msgid"], fields["msgstr"], name)


def _literal(quoted: str) -> str:
    try:
        return str(ast.literal_eval(quoted.strip()))
    except (SyntaxError, ValueError):
        return ""


def _ts(text: str, name: str) -> Iterator[Pair]:
    """Finished messages of Qt's translation files; read as text, so that no entity is ever expanded."""
    for message in _MESSAGE.findall(text):
        source, target = _SOURCE.search(message), _TARGET.search(message)
        if source and target:
            yield Pair(html.unescape(source[1]), html.unescape(target[1]), name)


_READERS = {".jsonl": _json_lines, ".po": _po, ".ts": _ts}
