"""Cut text into sentences, whole or as it streams. Knows abbreviations, decimals and lists; no meaning."""

from __future__ import annotations

import re

from assistant.words import word_set

_ABBREVIATIONS = word_set(
    """no nos nr fig figs approx ca cf e.g i.e eg ie etc vs max min dia tab sec sect art ref rev vol ch
    chap pp p par ex env mr mrs ms dr prof inc ltd co corp st dept temp std qty resp incl excl al jan
    feb mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc n° réf éd éq mm mme mlle c.-à-d
    tél num pos cat spec para subpara approx. est avg typ nom eq eqn hrs hr wt ht tel ext u.s a.m p.m"""
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|\n\s*\n|\n(?=\s*(?:[-•*–]\s|\(?[a-zA-Z0-9]{1,3}[.)]\s))")
_LIST_MARK = re.compile(r"^\s*(?:[-•*–]\s*)?\(?(?:[a-zA-Z]|[ivxIVX]{1,4}|\d{1,2})[.)]$")
_GOES_ON = (":", ";", ",", "=", "<", ">")
"""No sentence begins with these: ``Serial no. : 61-20417`` is one, as French sets it, and ``No. = 4``."""

_LAST_WORD = re.compile(r"(\S+?)\.$")


def _is_end(text: str, start: int, end: int, cut: int) -> bool:
    """True where the mark in ``[end, cut)`` closes the sentence that began at ``start``."""
    mark = text[end:cut]
    if mark.startswith("\n"):
        return True
    before = text[start:cut].rstrip("\"'”’»)]")
    if _LIST_MARK.match(before):
        return False
    if not before.endswith("."):
        return True
    last = _LAST_WORD.search(before)
    word = last.group(1).lstrip("(\"'“«").lower() if last else ""
    rest = text[cut:].lstrip()
    if rest[:1] in _GOES_ON:
        return False
    if word in _ABBREVIATIONS and word not in {
        "no",
        "min",
        "max",
        "sec",
        "mm",
        "p",
        "m",
        "est",
        "etc",
        "par",
    }:
        return not rest or (word in {"etc", "a.m", "p.m", "hrs", "hr"} and rest[0].isupper())
    if word in {"no", "p", "par", "art", "sec"} and rest[:1].isdigit():
        return False
    if word in {"min", "max", "no"} and rest[:1].islower():
        return False
    if re.fullmatch(r"[a-zà-ÿ]", word) and rest and before[-3:-2] in {" ", ""}:
        return word in {"a", "b", "c", "v", "w", "n", "h", "m", "s", "l", "k"} and bool(
            re.search(r"\d\s*\w\.$", before)
        )
    return not rest[:1].islower() or "\n" in text[cut : cut + 2]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Character ranges of the sentences of a text, white space at their ends left out.

    A full stop does not end a sentence behind an abbreviation (``No. 4``, ``approx. 3``), an initial
    or a list mark (``a.``), nor inside a number or a clause label; a list item begins a new one.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() <= start or not _is_end(text, start, match.start(), match.end()):
            continue
        spans.append((start, match.end()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    trimmed = ((a + len(text[a:b]) - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in spans)
    return [(a, b) for a, b in trimmed if b > a]


_HARD_WRAP = re.compile(r"(?<=[\w,;])\n(?=[a-zà-ÿ])")
_CELL = " | "
_NAMED_VALUE = re.compile(r"[^\W\d_][^\W\d_ /]*(?:[ /][^\W\d_]+){0,4}: ")


def passage_spans(text: str) -> list[tuple[int, int]]:
    """Character ranges of what can be quoted alone: the sentences of each line, and whole rows of tables.

    A line break ends a part, since wrapped lines were joined when the text was read; one between a
    word and a small letter is a wrapped line that was missed, and ends nothing, unless both lines are names
    with their values (``mass: 3.8 kg``), rows of as many cells, or items of a list that end in semicolons.
    """
    breaks = [match.start() for match in re.finditer(r"\n", text) if not _is_wrap(text, match.start())]
    spans: list[tuple[int, int]] = []
    start = 0
    for end in (*breaks, len(text)):
        line = text[start:end]
        if _CELL in line:
            spans.append((start + len(line) - len(line.lstrip()), start + len(line.rstrip())))
        else:
            spans += [(start + a, start + b) for a, b in sentence_spans(line)]
        start = end + 1
    return spans


def _is_wrap(text: str, at: int) -> bool:
    if not _HARD_WRAP.match(text, at):
        return False
    above = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at + 1)
    cells = text.count(_CELL, above, at)
    if cells and cells == text.count(_CELL, at + 1, len(text) if end < 0 else end):
        return False
    if text[at - 1] == ";" and (text[:above].endswith((":\n", ";\n")) or text[:end].endswith(";")):
        return False
    return not (_NAMED_VALUE.match(text, above) and _NAMED_VALUE.match(text, at + 1))


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, line breaks inside them kept."""
    return [text[a:b] for a, b in sentence_spans(text)]


class SentenceStream:
    """Collects pieces of text and gives back whole sentences as soon as they are closed."""

    def __init__(self) -> None:
        self._open = ""

    def feed(self, piece: str) -> list[str]:
        """Adds a piece; returns the sentences that are complete now.

        The last sentence counts as complete only once something follows it: ``No.`` may go on.
        """
        self._open += piece
        spans = sentence_spans(self._open)
        if len(spans) < 2:
            return []
        done = [self._open[a:b] for a, b in spans[:-1]]
        self._open = self._open[spans[-1][0] :]
        return done

    def close(self) -> list[str]:
        """The rest, once nothing more comes."""
        rest, self._open = self._open, ""
        return split_sentences(rest)
