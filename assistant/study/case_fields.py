"""One case of a definition: its question, answers, advice, pictures. Knows fields, no file's format."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.errors import BadStudy
from assistant.study.fields import Fields, words
from assistant.study.records import NO_WORDS, Advice, Case, Ground, Number, Option, Window, Words

CASE_KEYS = frozenset(
    {"id", "question", "options", "number", "truth", "ask", "advice", "pictures", "windows", "match"}
)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_MOST_OPTIONS = 12
_MOST_GROUNDS = 12
_MOST_SHOWN = 6
_PICTURES = frozenset({".png", ".jpg", ".jpeg"})

FileOf = Callable[[str], Path]
"""From a name in the definition to the file beside it; refuses what lies outside."""


def read_case(fields: Fields, file_of: FileOf) -> Case:
    """The case.

    Raises:
        BadStudy: Something is missing or wrong.
    """
    id_ = checked_id(fields.text("id"), fields.place)
    options = options_of(fields) if fields.has("options") else ()
    number = _number(fields)
    if bool(options) == (number is not None):
        raise BadStudy(f"{fields.place}: give either 'options' to choose from or 'number'")
    if options and not 2 <= len(options) <= _MOST_OPTIONS:
        raise BadStudy(f"{fields.place}: {len(options)} options; there must be 2 to {_MOST_OPTIONS}")
    question = fields.words("question")
    case = Case(
        id=id_,
        question=question,
        truth="",
        options=options,
        number=number,
        ask=fields.text("ask", question.en),
        pictures=_pictures(fields, file_of),
        windows=_windows(fields, file_of),
    )
    truth = checked_answer(case, fields.text("truth"), f"{fields.place}: 'truth'")
    return replace(case, truth=truth, advice=_advice(case, fields))


def checked_id(id_: str, place: str) -> str:
    """An id that can stand in addresses and files.

    Raises:
        BadStudy: It cannot.
    """
    if not _ID.fullmatch(id_):
        raise BadStudy(f"{place}: 'id' may hold letters, digits, '.', '_' and '-', 40 at most")
    return id_


def checked_answer(case: Case, given: str, place: str) -> str:
    """An answer of the case: the id of an option, or a number within its bounds.

    Raises:
        BadStudy: It is none.
    """
    if case.number is None:
        ids = [option.id for option in case.options]
        if given not in ids:
            raise BadStudy(f"{place} is '{given[:40]}', which is no option; there are {', '.join(ids)}")
        return given
    try:
        value = float(given.replace(",", ".").replace(" ", ""))
    except ValueError as error:
        raise BadStudy(f"{place} is '{given[:40]}', which is no number") from error
    if not case.number.low <= value <= case.number.high:
        raise BadStudy(
            f"{place} is {value:g}; it must lie between {case.number.low:g} and {case.number.high:g}"
        )
    return repr(value)


def options_of(fields: Fields) -> tuple[Option, ...]:
    """Options as a table of texts by id (``{a = "…", b = {en = "…", fr = "…"}}``) or as a list of texts.

    Raises:
        BadStudy: They are neither.
    """
    raw, place = fields.raw("options"), f"{fields.place}: 'options'"
    if isinstance(raw, list):
        raw = {chr(ord("a") + number): text for number, text in enumerate(raw[:26])}
    if not isinstance(raw, dict) or not raw:
        raise BadStudy(f"{place} must be a list of texts, or a table of texts by id")
    known = fields.table("match")
    if known is not None:
        known.refuse_others(raw.keys())
    found = []
    for id_, value in raw.items():
        text = words(value, f"{place} '{id_[:40]}'")
        if not text.en or not text.fr:
            raise BadStudy(f"{place} '{id_[:40]}' is empty")
        match = () if known is None else known.texts(id_)
        found.append(Option(id=checked_id(id_, place), text=text, match=match))
    return tuple(found)


def _number(fields: Fields) -> Number | None:
    table = fields.table("number")
    if table is None:
        return None
    table.refuse_others({"unit", "low", "high", "tolerance"})
    number = Number(
        unit=table.text("unit", ""),
        low=table.number("low"),
        high=table.number("high"),
        tolerance=table.number("tolerance", 0.0),
    )
    if number.low >= number.high or number.tolerance < 0:
        raise BadStudy(f"{table.place}: 'low' must be below 'high', and 'tolerance' not below 0")
    return number


def _advice(case: Case, fields: Fields) -> Advice | None:
    table = fields.table("advice")
    if table is None:
        return None
    table.refuse_others({"answer", "text", "confidence", "explanation"})
    return Advice(
        answer=checked_answer(case, table.text("answer"), f"{table.place}: 'answer'"),
        text=table.words("text", NO_WORDS),
        confidence=table.share("confidence"),
        grounds=_grounds(table),
    )


def _grounds(table: Fields) -> tuple[Ground, ...]:
    raw, place = table.raw("explanation"), f"{table.place}: 'explanation'"
    if raw is None:
        return ()
    listed = raw if isinstance(raw, list) else [raw]
    if len(listed) > _MOST_GROUNDS:
        raise BadStudy(f"{place} has {len(listed)} pieces; {_MOST_GROUNDS} at most")
    return tuple(_ground(one, place) for one in listed)


def _ground(value: object, place: str) -> Ground:
    """A text, a text in both languages, or either with the place it stands at."""
    if isinstance(value, dict) and "place" in value:
        rest = {key: one for key, one in value.items() if key != "place"}
        if not isinstance(value["place"], str):
            raise BadStudy(f"{place}: 'place' must be a text")
        text = words(rest["text"] if set(rest) == {"text"} else rest, place)
        return Ground(text=text, place=value["place"].strip())
    return Ground(text=words(value, place))


def _pictures(fields: Fields, file_of: FileOf) -> tuple[Path, ...]:
    names = fields.texts("pictures")
    if len(names) > _MOST_SHOWN:
        raise BadStudy(f"{fields.place}: {len(names)} pictures; {_MOST_SHOWN} at most")
    paths = tuple(file_of(name) for name in names)
    for path in paths:
        if path.suffix.lower() not in _PICTURES:
            raise BadStudy(f"{fields.place}: '{path.name}' is no picture: PNG and JPEG can be shown")
    return paths


def _windows(fields: Fields, file_of: FileOf) -> tuple[Window, ...]:
    found = []
    for table in fields.tables("windows", most=_MOST_SHOWN):
        table.refuse_others({"log", "sensors", "start", "end"})
        found.append(
            Window(
                log=file_of(table.text("log")),
                sensors=table.texts("sensors"),
                start=table.text("start", ""),
                end=table.text("end", ""),
            )
        )
    return tuple(found)


def both(text: str) -> Words:
    """The same text in both languages."""
    return Words(en=text, fr=text)
