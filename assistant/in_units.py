"""Answers in the unit that a user wants: "in psi?", "how many psi is 5 bar?". Seeks nothing in sources.

The question is asked without the wanted unit, and what is answered in another unit of the same dimension is
told in the wanted one beside it: a source's own figure stays to be seen. Times are told by others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.citations import with_markers
from assistant.conversions import UNITS, Unit, convert, parse_unit
from assistant.language import detect_language
from assistant.quantities import Quantity, find_quantities
from assistant.records import Answer, Message, Sentence
from assistant.units import spellings
from assistant.words import content_words
from retrieval.records import Language

_TWO_LETTERS = 2
_UNSPOKEN = frozenset("in is as at me no to an or so ou au du de la le un et en on min pt d'un".split())
_NAMES = sorted(
    {
        name
        for name in (*UNITS, *spellings(), "gallons per minute", "cubic metres per hour")
        if len(name) >= _TWO_LETTERS and name.lower() not in _UNSPOKEN
        and (unit := parse_unit(name)) is not None and unit.dimension not in ("time", "share")
    },
    key=len,
    reverse=True,
)  # fmt: skip
_SHORT = r"(?<=to )[CFKt]|(?<=in )[CFKt]|(?<=en )[CFKt]"
_UNIT = rf"(?P<unit>{'|'.join(map(re.escape, _NAMES))}|{_SHORT})"
_END = r"(?![\w/²³·.-]*\w)"
_WANTED = re.compile(
    rf"(?P<lead>,?\s*\b(?:(?:expressed|given|exprimée?s?|donnée?s?|convert(?:ed|ie?s?)?)\s+)?"
    rf"(?:in|into|en)\s+){_UNIT}{_END}",
    re.IGNORECASE,
)
_IT = r"(?:it|that|this|them|me|us|moi|nous|le|la|les|ça|cela)"
_ALONE = re.compile(
    r"\W*(?:(?:and|et|ok|so|now|please|peux-tu|pouvez-vous|can you|could you|what(?:'s| is| was)|how much is|"
    r"ça (?:fait|donne)|c'est|soit|combien|it|that|this|ça|cela|"
    rf"(?:convert(?:ir|is|issez)?|give|tell|say|donne[rz]?|dis|dites)(?:[ -]{_IT})*)[\s,]+)*"
    rf"(?:in|into|to|en)\s+{_UNIT}{_END}(?:\s*,?\s*(?:please|svp|s'il (?:te|vous) plaît))?\W*",
    re.IGNORECASE,
)
_FILLERS = frozenset(
    "convert converted conversion convertir convertis convertissez converti equal equals equivalent "
    "much many make makes gives give value combien font fait faire vaut valent donne donnent "
    "egale égale égal soit express expressed exprime exprimer please svp would".split()
)
_DIFFERENCE = re.compile(
    r"\b(?:differen\w+|différen\w+|écart\w*|rise[ns]?|rose|fell|drop\w*|by|hausse|baisse|margin|marge|"
    r"(?:above|below) its|above|below|au-dess(?:us|ous) de son)\W*(?:\w+\W+){0,2}$"
)
_BEHIND_A_DIFFERENCE = re.compile(
    r"\W*(?:above|below|higher|lower|more|less|au-dess|de plus|de moins|"
    r"(?:is|est|sont) (?:the |la |l'|d')(?:difference|différence|écart))\b"
)
_NUMBER_ALONE = re.compile(r"[-+−]?[\d.,\u00a0\u202f' ]*\d")
_BEFORE = 30
_MOST = 6
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class _Told:
    """A quantity of a text in the wanted unit."""

    written: str
    value: str


def unit_answer(
    text: str,
    history: Sequence[Message],
    ask: Callable[[str, Sequence[Message]], Answer],
    *,
    language: Language | None,
) -> Answer | None:
    """What answers a question that wants a unit; None where it wants none, or is better asked as it stands.

    Args:
        text: What the user typed.
        history: Earlier turns that asked something, oldest first.
        ask: Answers a question after some turns.
    """
    alone = _ALONE.fullmatch(text)
    if alone is not None:
        return _of_before(alone["unit"], history, ask)
    converted = _conversion(text, language or detect_language(text))
    if converted is not None:
        return converted
    wanted = _WANTED.search(text)
    if wanted is None or find_quantities(text[: wanted.start()]):
        return None
    plain = f"{text[: wanted.start()]}{text[wanted.end() :]}"
    return _beside(ask(plain, history), wanted["unit"]) if content_words(plain) else None


def asks_unit_alone(text: str) -> bool:
    """True for "in psi?": the answer before, in another unit."""
    return _ALONE.fullmatch(text) is not None


def _of_before(
    written: str, history: Sequence[Message], ask: Callable[[str, Sequence[Message]], Answer]
) -> Answer | None:
    """The question before, answered in the unit: a conversion of what it converted, too."""
    places = [place for place, message in enumerate(history) if message.role == "user"]
    if not places:
        return None
    before = history[places[-1]].content
    stated = [one for one in find_quantities(before) if one.unit is not None]
    wanted = _WANTED.search(before)
    if len(stated) == 1 and _conversion(before, "en") is not None:
        return _conversion(f"{before[stated[0].start : stated[0].end]} in {written}", detect_language(before))
    if wanted is not None:
        before = f"{before[: wanted.start()]}{before[wanted.end() :]}"
    answer = ask(before, history[: places[-1]])
    return _beside(answer, written) or (answer if _holds(answer.text, parse_unit(written)) else None)


def _conversion(text: str, language: Language) -> Answer | None:
    """A quantity that the question itself gives, in the unit that it wants: "850 m3/h in gpm"."""
    stated = [one for one in find_quantities(text) if _known(one) is not None]
    if len(stated) != 1:
        return None
    rest = f"{text[: stated[0].start]} {text[stated[0].end :]}"
    wanted = list(re.finditer(rf"(?<![\w/]){_UNIT}{_END}", rest, re.IGNORECASE))
    source = _known(stated[0])
    target = parse_unit(wanted[-1]["unit"]) if wanted else None
    if source is None or target is None or len(wanted) != 1 or source.dimension != target.dimension:
        return None
    left = set(content_words(f"{rest[: wanted[0].start()]} {rest[wanted[0].end() :]}"))
    if left - _FILLERS:
        return None
    told = next(iter(_told(text, wanted[0]["unit"], language)), None)
    if told is None:
        return None
    said = (
        f"{told.written} = {told.value} (par définition des unités ; aucune source n'a été lue)."
        if language == "fr"
        else f"{told.written} = {told.value} (by the units' definitions; no source was read)."
    )
    sentence = Sentence(text=said, supported=False)
    return Answer(text=said, abstained=False, language=language, question=text, sentences=(sentence,))


def _beside(answer: Answer, written: str) -> Answer | None:
    """An answer with its figures in the wanted unit; as it is where it has them; None where it has none."""
    target = parse_unit(written)
    if answer.abstained or target is None:
        return None
    told = list(dict.fromkeys(_told(answer.text, written, answer.language)))[:_MOST]
    if not told:
        return answer if _holds(answer.text, target) else None
    numbers = tuple(
        dict.fromkeys(
            number
            for sentence in answer.sentences
            if any(one.written in sentence.text for one in told)
            for number in sentence.citations
        )
    )
    said = "; ".join(f"{one.written} = {one.value}" for one in told)
    said = f"{said.replace('; ', ' ; ')}." if answer.language == "fr" else f"{said}."
    sentence = Sentence(text=said, supported=True, citations=numbers)
    return replace(
        answer,
        text=f"{answer.text}\n{with_markers(said, numbers)}",
        sentences=(*answer.sentences, sentence),
    )


def _told(text: str, written: str, language: Language) -> Iterator[_Told]:
    """The quantities of a text that are in other units of the wanted one's dimension."""
    target = parse_unit(written)
    for one in find_quantities(text):
        source = _known(one)
        if source is None or target is None or source.dimension != target.dimension:
            continue
        if source == target:
            continue
        difference = _is_difference(text, one)
        stated = text[one.start : one.end].strip()
        number = _NUMBER_ALONE.match(stated)
        value = convert(
            _read(number[0] if number else "", one, language), source, target, difference=difference
        )
        yield _Told(stated, f"{_rounded(value, stated, language)} {_spelt(written, target)}")


def _read(written: str, one: Quantity, language: Language) -> float:
    """The value of a number as its language writes it: ``5,000`` is five thousand in English alone."""
    digits = re.sub(r"[^\d.,-]", "", written)
    plain = digits.replace(",", ".") if language == "fr" else digits.replace(",", "")
    values = [value for value in one.readings if f"{value:g}" == _plainest(plain)]
    return values[0] if values else min(one.readings)


def _plainest(digits: str) -> str:
    try:
        return f"{float(digits):g}"
    except ValueError:
        return ""


def _is_difference(text: str, one: Quantity) -> bool:
    before = text[max(0, one.start - _BEFORE) : one.start].lower()
    return bool(_DIFFERENCE.search(before) or _BEHIND_A_DIFFERENCE.match(text[one.end :]))


def _known(quantity: Quantity) -> Unit | None:
    """The unit of a quantity, as conversions know it; a lone ``g`` is a gram there, no acceleration."""
    if quantity.unit is None:
        return None
    return parse_unit(
        "gram" if quantity.unit.dimension == "mass" and quantity.unit.name == "g" else quantity.unit.name
    )


def _holds(text: str, unit: Unit | None) -> bool:
    return unit is not None and any(_known(one) == unit for one in find_quantities(text))


def _spelt(written: str, unit: Unit) -> str:
    """The user's own spelling where it names the unit as it is written; its symbol else."""
    return written if written in spellings() and spellings()[written].name == written else unit.symbol


def _rounded(value: float, stated: str, language: Language) -> str:
    """As many digits as the source gives, three at least."""
    number = _NUMBER_ALONE.match(stated)
    digits = len(re.sub(r"\D", "", number[0] if number else "").lstrip("0"))
    places = max(_DIGITS, digits)
    whole = len(str(int(abs(value))))
    shown = f"{value:.{max(0, places - whole)}f}" if abs(value) >= 1 else f"{value:.{places}g}"
    if "." in shown and "e" not in shown:
        shown = shown.rstrip("0").rstrip(".")
    return shown.replace(".", ",") if language == "fr" else shown
