"""Typed fields of a TOML table, with the place named where one is wrong. Knows no study."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from assistant.errors import BadStudy
from assistant.study.records import Words

LONGEST = 20_000
"""Characters of one text."""
_ALIKE = 0.6


class Fields:
    """A table, its place in the file, and the keys that were not asked for yet.

    Args:
        table: As ``tomllib`` gives it.
        place: How messages name it.
    """

    def __init__(self, table: Mapping[str, object], place: str) -> None:
        self._table = table
        self.place = place

    def refuse_others(self, known: Collection[str]) -> None:
        """Refuses keys that mean nothing: a misspelt one must not be lost in silence.

        Raises:
            BadStudy: There is one.
        """
        for key in self._table:
            if key not in known:
                near = get_close_matches(key, known, n=1, cutoff=_ALIKE)
                hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(sorted(known))}"
                raise BadStudy(f"{self.place}: '{key[:60]}' means nothing here; {hint}")

    def has(self, key: str) -> bool:
        """Whether it is given."""
        return key in self._table

    def text(self, key: str, default: str | None = None) -> str:
        """A text, without blanks around it.

        Raises:
            BadStudy: It is missing and has no default, is no text, or too long.
        """
        value = self._table.get(key, default)
        if value is None:
            raise BadStudy(f"{self.place}: '{key}' is missing")
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise BadStudy(f"{self.place}: '{key}' must be a text")
        return _bounded(value, f"{self.place}: '{key}'")

    def words(self, key: str, default: Words | None = None) -> Words:
        """A text, or one in each language: ``{en = "…", fr = "…"}``.

        Raises:
            BadStudy: It is missing and has no default, or a language is missing.
        """
        value = self._table.get(key)
        if value is None:
            if default is None:
                raise BadStudy(f"{self.place}: '{key}' is missing")
            return default
        return words(value, f"{self.place}: '{key}'")

    def number(self, key: str, default: float | None = None) -> float:
        """A finite number.

        Raises:
            BadStudy: It is missing and has no default, or none.
        """
        value = self._table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise BadStudy(f"{self.place}: '{key}' must be a number")
        return float(value)

    def share(self, key: str) -> float | None:
        """A number from 0 to 1; None where it is not given.

        Raises:
            BadStudy: It is outside.
        """
        if key not in self._table:
            return None
        value = self.number(key)
        if not 0.0 <= value <= 1.0:
            raise BadStudy(f"{self.place}: '{key}' must lie between 0 and 1, not {value:g}")
        return value

    def yes(self, key: str, *, default: bool) -> bool:
        """``true`` or ``false``.

        Raises:
            BadStudy: It is neither.
        """
        value = self._table.get(key, default)
        if not isinstance(value, bool):
            raise BadStudy(f"{self.place}: '{key}' must be true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one; empty where it is not given.

        Raises:
            BadStudy: Something in it is no text.
        """
        value = self._table.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise BadStudy(f"{self.place}: '{key}' must be a list of texts")
        return tuple(_bounded(one, f"{self.place}: '{key}'") for one in listed)

    def table(self, key: str) -> Fields | None:
        """A table inside; None where it is not given.

        Raises:
            BadStudy: It is none.
        """
        if key not in self._table:
            return None
        value = self._table[key]
        if not isinstance(value, dict):
            raise BadStudy(f"{self.place}: '{key}' must be a table")
        return Fields(value, f"{self.place}, {key}")

    def tables(self, key: str, *, most: int) -> list[Fields]:
        """A list of tables; empty where it is not given.

        Raises:
            BadStudy: Something in it is no table, or there are too many.
        """
        value = self._table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise BadStudy(f"{self.place}: '{key}' must be a list of tables, [[{key}]]")
        if len(value) > most:
            raise BadStudy(f"{self.place}: {len(value)} of '{key}' are too many; {most} at most")
        return [
            Fields(one, f"{self.place}, {key} {_called(one, number)}")
            for number, one in enumerate(value, start=1)
        ]

    def raw(self, key: str) -> object:
        """The value as it stands; None where it is not given."""
        return self._table.get(key)


def words(value: object, place: str) -> Words:
    """Both languages of a value.

    Raises:
        BadStudy: It is neither a text nor one in each language.
    """
    if isinstance(value, str):
        text = _unwrapped(_bounded(value, place))
        return Words(en=text, fr=text)
    if isinstance(value, dict) and set(value) == {"en", "fr"}:
        english, french = value["en"], value["fr"]
        if isinstance(english, str) and isinstance(french, str):
            english, french = _bounded(english, place), _bounded(french, place)
            return Words(en=_unwrapped(english), fr=_unwrapped(french))
    raise BadStudy(f'{place} must be a text, or {{en = "…", fr = "…"}} with both languages')


def _unwrapped(text: str) -> str:
    """Lines of one paragraph joined; an empty line divides paragraphs."""
    return "\n\n".join(" ".join(part.split()) for part in text.replace("\r", "").split("\n\n"))


def _bounded(text: str, place: str) -> str:
    if len(text) > LONGEST:
        raise BadStudy(f"{place} has {len(text)} characters; {LONGEST} at most")
    if "\0" in text:
        raise BadStudy(f"{place} holds a character that no text has")
    return text.strip()


def _called(table: Mapping[str, object], number: int) -> str:
    id_ = table.get("id")
    return f"'{id_[:40]}'" if isinstance(id_, str) and id_ else str(number)
