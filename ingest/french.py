"""A table of English sentences and their French, with places for what is put in. Knows no sentence itself.

``{}`` stands for what a reader puts in: numbers are written the French way, a sentence is translated too, and
what other programs or files say stays as it is. ``{=}`` stands for a name: clause 7.3 is no number.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PLACE = re.compile(r"\{=?\}")
_SPAN = re.compile(r"(?P<start>\d{4}-\d\d-\d\d \S+) to (?P<end>\d{4}-\d\d-\d\d \S+)")
_PAGES = re.compile(r"pages? \d[\d, \-…]*")


class SentenceTable:
    """Lines of a file in pairs, the English sentence and below it the French one; ``#`` begins a remark.

    Args:
        file: UTF-8.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    @cached_property
    def sentences(self) -> dict[str, str]:
        """French by English, as they stand in the file."""
        lines = [
            line for line in self._file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
        ]
        return dict(zip(lines[::2], lines[1::2], strict=True))

    def translated(self, text: str) -> str | None:
        """A sentence in French, None where it is not known."""
        if text in self.sentences:
            return self.sentences[text]
        for pattern, places, french in self._patterns:
            found = pattern.fullmatch(text)
            if found:
                parts = zip(places, found.groups(), strict=True)
                return french.format(
                    *(part if place == "{=}" else self._put_in(part) for place, part in parts)
                )
        return None

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], list[str], str], ...]:
        """Sentences with something put in, those with the most words of their own first."""
        templates = sorted(
            (english for english in self.sentences if _PLACE.search(english)), key=_words, reverse=True
        )
        return tuple(
            (
                re.compile("(.+?)".join(map(re.escape, _PLACE.split(english))), re.DOTALL),
                _PLACE.findall(english),
                self.sentences[english],
            )
            for english in templates
        )

    def _put_in(self, part: str) -> str:
        if _NUMBER.fullmatch(part):
            return part.replace(",", "\u202f").replace(".", ",")
        if _PAGES.fullmatch(part):
            return part
        if _SPAN.search(part):
            return _SPAN.sub(r"\g<start> à \g<end>", part).replace("; ", " ; ")
        return self.translated(part) or part


def _words(template: str) -> int:
    return len(_PLACE.sub("", template))
