"""A figure of two years side by side: "how many work orders this year compared with last year?".

The question is asked of each year by itself, and the difference is told first. "This year" is the year that
the newest row falls in, as tables read it. What sums over tables of amounts is asked elsewhere before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from assistant.crossing.bridge import Bridge
from assistant.experts.tables.figures import number
from assistant.look_back import COMPARED_WITH, YEAR, compares_alone
from assistant.quantities import find_quantities
from assistant.records import Evidence, Finding, Question
from assistant.words import content_words, fold
from retrieval.records import Language, Scope

_PAIR = re.compile(
    rf"\b(?:in |for |of |during |en |de |d'|pour )?(?P<a>{YEAR}){COMPARED_WITH}(?:in |en |of |"
    rf"de )?(?P<b>{YEAR})\b"
)
_COMPARES = re.compile(
    r"^\W*(?:please )?(?:compare[rz]?|comparison(?: of)?|comparaison(?: de| des)?|"
    r"difference (?:in|of|between)|"
    r"(?:is|are|was|were) there (?:more|fewer|less)|(?:did|do|have) we (?:have|had) (?:more|fewer|less)|"
    r"(?:y a-t-il|a-t-on) (?:eu )?(?:plus|moins) (?:de |d'))\s*(?:the |les |le |la )?"
)
_QUESTION = re.compile(
    r"\W*(?:what|how|which|when|who|where|why|is|are|was|were|did|do|does|has|have|quel\w*|combien|quand|"
    r"qui|ou|"
    r"pourquoi|est|sont|y a|a-t|avons|avez|the |total|le |la |les |l')|.*\b(?:costs?|couts?|spend\w*|spent|"
    r"depens\w+|"
    r"hours|heures|downtime|arrets?|consumption|consommation|budget)\b"
)
"""What needs no "how many" before it."""
_TOTALLED = re.compile(
    r"\W*(?:what (?:is|was|were|are)|quel(?:le)? (?:est|etait|était|fut))(?: (?:the|le|la))?(?!.*total)",
    re.IGNORECASE,
)
"""Where a list of amounts comes for a cost, its total is meant."""
_NAMED = re.compile(r"[^\d:]{1,60}:\s")
"""A column's name in front: cells are told, no figure of all rows."""
_BACK = re.compile(r"last year|the year before|l'an|l'annee")
_ANY = 0.2
"""Score from which a figure says which year is this one, though it could not stand alone."""
_JANUARY = re.compile(r"\b((?:19|20)\d\d)-01-01|\b01/01/((?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class _Asked:
    """Two years of one figure.

    Attributes:
        text: The question with ``{}`` in the place of the year.
        years: 0 for this one, -1 for the last.
    """

    text: str
    years: tuple[int, int]


class TwoPeriods:
    """Asks the tables of each year.

    Args:
        tables: Answers from tables.
        today: Gives the day, of whose year nothing newer is known.
    """

    def __init__(
        self, *, tables: Callable[[Question, Scope], Finding], today: Callable[[], date] = date.today
    ) -> None:
        self._tables = tables
        self._today = today

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """Both figures with their difference; None where no two years are named, or one has no figure."""
        asked = asked_years(question.text, question.language)
        if compares_alone(question.asked):
            if not question.before:
                return Bridge(refusal=_of_what(question.language))
            asked = years_before(question.before, question.asked)
        if asked is None:
            return None
        this = self._this_year(asked, question, scope) if min(asked.years) <= 0 else 0
        found = []
        for year in (year if year > 0 else this + year for year in asked.years):
            text = asked.text.format(f"en {year}" if question.language == "fr" else f"in {year}")
            best = self._figure(text, question, scope)
            if best is not None and _is_cells(best) and (summed := _TOTALLED.match(text)):
                text = f"{summed[0]} total {text[summed.end() :]}"
                best = self._figure(text, question, scope)
            if best is None or _is_cells(best) or str(year) not in (best.statement or ""):
                return None
            found.append((year, best))
        (one, first), (other, second) = found
        values = [_value(evidence) for _, evidence in found]
        if values[0] is None or values[1] is None:
            return None
        lead = _difference(one, values[0], other, values[1], question.language)
        return Bridge(reasons=(replace(first, statement=f"{lead}\n• {first.statement}"), second), listed=True)

    def _this_year(self, asked: _Asked, question: Question, scope: Scope) -> int:
        """The year that tables take for this one: that of their newest row."""
        text = asked.text.format("cette année" if question.language == "fr" else "this year")
        best = self._figure(text, question, scope, least=_ANY)
        match = _JANUARY.search(best.statement or "") if best is not None else None
        return int(match[1] or match[2]) if match is not None else self._today().year

    def _figure(self, text: str, question: Question, scope: Scope, least: float = 0.5) -> Evidence | None:
        found = self._tables(replace(question, text=text, asked=text, history=()), scope)
        return next((one for one in found.evidence if one.statement and one.score >= least), None)


def asked_years(text: str, language: Language) -> _Asked | None:
    """The question without its two years, and these; None where it does not compare two."""
    plain = " ".join(text.replace("’", "'").split())
    folded = fold(plain)
    match = _PAIR.search(folded) if len(folded) == len(plain) else None
    if match is None:
        return None
    years = _year(match["a"]), _year(match["b"])
    rest = f"{plain[: match.start()]}{{}}{plain[match.end() :]}".replace("{} ?", "{}?")
    opening = _COMPARES.match(fold(rest))
    if opening is not None:
        thing = rest[opening.end() :].replace("{}", " ").strip(" ?.!,")
        thing = re.sub(r"^(?:for|of|in|on|the|des?|du|d'|les|pour|sur)\s+", "", thing)
        rest = f"{'combien de' if language == 'fr' else 'how many'} {thing} {{}}?"
    if years[0] == years[1] or not content_words(rest.replace("{}", " ")):
        return None
    if opening is None and not _QUESTION.match(fold(rest)):
        rest = f"{'combien de' if language == 'fr' else 'how many'} {rest}"
    return _Asked(rest, years)


def years_before(question: str, text: str) -> _Asked | None:
    """The question before of its own year, or this one, and of the year that is named last.

    Args:
        text: "Compared with last year?", "versus 2023?".
    """
    named = re.findall(YEAR, fold(text.replace("’", "'")))
    other = int(named[-1]) if named and named[-1].isdigit() else None
    plain = " ".join(question.replace("’", "'").split()).rstrip(" ?!.")
    folded = fold(plain)
    if len(folded) != len(plain) or _PAIR.search(folded):
        return None
    match = re.search(rf"\b(?:in |for |of |during |en |de |d'|pour )?(?P<a>{YEAR})\b", folded)
    if match is None:
        return _Asked(f"{plain} {{}}?", (0, other if other is not None else -1))
    year = _year(match["a"])
    years = (year, other if other is not None else year - 1)
    return _Asked(f"{plain[: match.start()]}{{}}{plain[match.end() :]}?", years) if year != years[1] else None


def _of_what(language: Language) -> str:
    if language == "fr":
        return "Comparer quoi ? Nommez ce qui est à comparer : pannes, coûts, ordres de travail, production …"
    return "Compare what? Name what is to be compared: failures, costs, work orders, production …"


def _year(words: str) -> int:
    return int(words) if words.isdigit() else -1 if _BACK.search(words) else 0


def _is_cells(evidence: Evidence) -> bool:
    return _NAMED.match(evidence.statement or "") is not None


def _value(evidence: Evidence) -> float | None:
    """The one figure of a result."""
    for told in evidence.values:
        quantities = find_quantities(told)
        if quantities and len(quantities[0].readings) == 1:
            return next(iter(quantities[0].readings))
    return None


def _difference(one: int, first: float, other: int, second: float, language: Language) -> str:
    """``2025: 117, 2024: 152: 35 fewer (-23 %).``"""
    apart = first - second
    told = [number(value, language) for value in (first, second, abs(round(apart, 6)))]
    share = f" ({100 * apart / abs(second):+.0f} %)" if second else ""
    french = language == "fr"
    if apart == 0:
        way = "autant" if french else "the same"
    elif french:
        way = f"{told[2]} de {'plus' if apart > 0 else 'moins'}{share}"
    else:
        way = f"{told[2]} {'more' if apart > 0 else 'less'}{share}"
    return f"{one}{' :' if french else ':'} {told[0]}, {other}{' :' if french else ':'} {told[1]} – {way}."
