"""What a question asks of amounts by period: a total, a mean, the worst month, a comparison, a ratio.

Knows words alone; which columns, lines and months there are is ``fit``'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.experts.tables.period import Period
from assistant.experts.tables.reading import read
from assistant.production import asked_words as w
from assistant.production.measures import CONCEPTS, concepts_in
from assistant.production.spans import Grain
from assistant.words import STOP_WORDS, fold
from retrieval.records import Language

Aim = Literal[
    "total", "mean", "each", "list", "extreme", "compare", "rank", "below", "target", "none", "some"
]
Way = Literal["most", "least", "worst", "best"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked.

    Attributes:
        concepts: What is measured; ``over`` what it is divided by, empty for no ratio.
        unit: What the unit that is named measures (``energy``); empty where none is.
        grain: Of periods that are listed or ranked; None where the table's own will do.
        per: For a mean: of what (``mean per day``); None where the table's rows will do.
        way: Which end of a ranking.
        group: Key of ``w.GROUPS`` that is asked for.
        group_word: The word behind "which" where it is none of these: the values of a label may begin so.
        by_word: The word behind "by" where it is none of these: a column may be called so.
        above: For counts of periods below or above the target.
        before: "The month before" is compared with.
        mean: True for a mean of each line, reason …
        budget: True where costs are asked for beside their budget; ``over`` those above it, ``under`` below.
        dropped: What words name that is not measured: "sheet breaks" in hours lost to them.
        text: The folded question without periods, for columns, labels and what is left unexplained.
    """

    aim: Aim
    concepts: frozenset[str]
    over: frozenset[str] = frozenset()
    share: bool = False
    unit: str = ""
    grain: Grain | None = None
    per: Grain | None = None
    way: Way | None = None
    group: str = ""
    group_word: str = ""
    by_word: str = ""
    above: bool = False
    before: Grain | None = None
    mean: bool = False
    budget: Literal["", "all", "over", "under"] = ""
    yes_no: bool = False
    periods: tuple[Period, ...] = ()
    weeks: tuple[int, ...] = ()
    dropped: frozenset[str] = frozenset()
    text: str = ""


def asked_of(question: str, language: Language) -> Asked | None:
    """What a question asks of amounts by period; None where it asks nothing of the kind."""
    reading = read(w.NUMBERED.sub(_veiled, question), language=language)
    text = list(reading.folded.translate(w.UNVEILED))
    for period in reading.periods:
        text[period.span[0] : period.span[1]] = [" "] * (period.span[1] - period.span[0])
    left = " ".join(fold("".join(text)).replace("?", " ").split())
    dated = any(period.day_grain for period in reading.periods)
    periods = tuple(period for period in reading.periods if not (dated and period.weekdays))
    before = _before(left)
    left = w.BEFORE.sub(" ", left)
    weeks = tuple(int(m["n"]) for m in w.WEEK.finditer(left))
    left = w.TOGETHER.sub(" ", w.WEEK.sub(" ", left))
    if _way(left) and _has(w.GRAIN_WORDS["day"], left):
        left = w.WHEN_WAS_IT.sub(" ", left).strip()
    budget = _budget(left)
    if (
        w.ELSE.search(w.NAMES_OF_COSTS.sub(" ", left) if budget else left)
        or w.COUNTS_EVENTS.search(left)
        or any(p.weekdays for p in periods)
    ):
        return None
    ratio = _ratio(left)
    concepts = ratio[0] if ratio else frozenset({"cost", "target"}) if budget else _concepts(left)
    unit = "" if ratio else _unit(left)
    group = _group(w.AMOUNT.sub(" ", left) if ratio else left)
    word, by = re.search(w.WHICH_ONE, left), re.search(w.BY_ONE, left)
    grains = [g for g, words in w.GRAIN_WORDS.items() if _has(words, left)]
    way = _way(left)
    if not concepts and not unit:
        if way not in ("worst", "best") or not grains:
            return None
        concepts = frozenset({"produced"})  # a month that is the worst of a plant is so by what it made
    several = len(periods) + len(weeks) + (before is not None) > 1
    made = {
        "concepts": concepts,
        "over": ratio[1] if ratio else frozenset(),
        "share": bool(ratio and not ratio[1]),
        "unit": unit,
        "group": group,
        "group_word": word[1] if word is not None and not group else "",
        "by_word": by[1] if by is not None and not group else "",
        "way": way,
        "periods": periods,
        "weeks": weeks,
        "before": before,
        "budget": budget,
        "dropped": concepts_in(left) - concepts if not ratio else frozenset(),
        "text": left,
        "yes_no": w.YES_NO.match(left) is not None and not _has(w.QUANTITY, left),
    }
    asked = Asked(**{**made, **_aim(left, grains, way, group, several, concepts, periods)})  # type: ignore[arg-type]
    if asked.yes_no and asked.aim not in ("compare", "target"):
        return None
    if way and asked.aim in ("total", "mean"):
        return replace(asked, aim="rank") if asked.group_word else None
    bare = not (asked.periods or asked.weeks or asked.over or asked.share or _has(w.WHOLE, left))
    return (
        None
        if bare and asked.aim == "total" and concepts == {"cost"} and not re.search(w.OF_WHAT, left)
        else asked
    )


def unexplained(text: str, known: frozenset[str], dropped: frozenset[str] = frozenset()) -> list[str]:
    """The words of a question that nothing told: no amount, period, label or word of its table.

    Args:
        text: Folded, without what was recognised.
        known: Words of the table.
        dropped: Concepts whose words explain nothing.
    """
    for words in (
        *(words for name, words in CONCEPTS.items() if name not in dropped),
        *w.GRAIN_WORDS.values(), *w.GROUPS.values(), *w.UNITS.values(), w.MEAN, w.WORST,
        w.BEST, w.MOST, w.LEAST, w.COMPARED, w.BY, w.SHARE, w.SPECIFIC, w.BELOW, w.ABOVE, w.COUNT,
    ):  # fmt: skip
        text = re.sub(rf"(?<!\w)(?:{words})(?!\w)", " ", text)
    found = re.findall(r"[^\W_]+", re.sub(r"(?<!\w)(?:[ldnmtscj]|qu)'|(?<=\w)'s(?!\w)", " ", text))
    return [word for word in found if word not in STOP_WORDS and word not in w.FILL and word not in known]


def _aim(
    text: str,
    grains: list[Grain],
    way: Way | None,
    group: str,
    several: bool,
    concepts: frozenset[str],
    periods: tuple[Period, ...],
) -> dict[str, object]:
    """What is to be done with the amounts."""
    mean = _has(w.MEAN, text)
    if "cost" in concepts and "target" in concepts:
        which = grains and _has(rf"(?:{w.WHICH}) (?:{w.GRAIN_WORDS[grains[0]]})", text)
        return {"aim": "target", "grain": grains[0] if grains and (which or _is_each(grains, text)) else None}
    if concepts & {"downtime", "rejected", "breaks"} and (grains or _has(w.GROUPS["shift"], text)):
        apart = {"grain": grains[0] if grains else None, **({} if grains else {"group": "shift"})}
        if w.WITHOUT.search(text):
            return {"aim": "none", **apart}
        if w.WITH.search(text) and _has(w.COUNT, text):
            return {"aim": "some", **apart}
    if _has(w.COUNT, text) and grains and "target" in concepts and _has(rf"{w.BELOW}|{w.ABOVE}", text):
        above = not _has(w.BELOW, text)
        return {"aim": "below", "concepts": frozenset({"produced"}), "grain": grains[0], "above": above}
    if "target" in concepts and not grains and not way and _has(w.AGAINST, text):
        return {"aim": "target", "concepts": frozenset({"produced"})}
    if mean and "downtime" in concepts and not grains and _has(w.EACH_STOP, text):
        return {"aim": "each"}
    if mean:
        if group and not grains:
            return {"aim": "rank", "mean": True}
        if len(grains) > 1:
            return {"aim": "list", "per": grains[0], "grain": grains[-1]}
        if several:
            return {"aim": "compare", "per": grains[0] if grains else None}
        return {"aim": "mean", "per": grains[0] if grains else None}
    if group and way and not (grains and _has(rf"(?:{w.WHICH}) (?:{w.GRAIN_WORDS[grains[0]]})", text)):
        return {"aim": "rank"}
    if grains and way and not several:
        return {"aim": "extreme", "grain": grains[0]}
    if several or (len(periods) == 1 and _has(w.COMPARED, text) and periods[0].last == (1, "year")):
        return {"aim": "compare"}
    if grains and _is_each(grains, text):
        return {"aim": "list", "grain": grains[0]}
    if group and _has(rf"(?:{w.BY}|{w.WHICH}) (?:\w+ )?(?:{w.GROUPS[group]})", text):
        return {"aim": "rank"}
    return {"aim": "total"}


def _is_each(grains: list[Grain], text: str) -> bool:
    """True where each day, month … is asked for."""
    each = (
        r"monthly|weekly|daily|mensuel\w*|hebdo\w*|journali\w+|month by month|mois par mois|day by day|"
        r"jour par jour|evolution"
    )
    return _has(rf"(?:{w.BY}) (?:{w.GRAIN_WORDS[grains[0]]})|{each}", text)


def _budget(text: str) -> Literal["", "all", "over", "under"]:
    """Whether costs are asked for beside their budget, and on which side of it."""
    if not _has(r"budget\w*|overspen\w+|underspen\w+", text):
        return ""
    if _has(w.UNDER_BUDGET, text):
        return "under"
    if _has(w.OVER_BUDGET, text):
        return "over"
    return "all" if _has(w.AGAINST, text) else ""


def _ratio(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """What is divided by what: the second is empty for a share of what was produced; None for no ratio."""
    concepts = _concepts(text)
    per = re.search(rf"(?<!\w)(?:{w.PER_AMOUNT})(?!\w)", text)
    named = concepts_in(text[: per.start()] + " " + text[per.end() :]) if per else concepts
    if per or _has(w.SPECIFIC, text):
        above = named - {"produced"}
        if not above and (_has(r"kwh|mwh", text) or _has(rf"{w.SPECIFIC}|consum\w+|consomm\w+", text)):
            above = frozenset({"energy"})
        return (above, frozenset({"produced"})) if above else None
    if "rejected" in concepts and _has(w.SHARE, text):
        return frozenset({"rejected"}), frozenset()
    return None


def _concepts(text: str) -> frozenset[str]:
    """What is measured; "which reason cost the most hours" is of hours, "good" alone of nothing."""
    found = concepts_in(text)
    if "cost" in found and _has(w.UNITS["time"], text) and not _has(w.UNITS["money"], text):
        found = (found - {"cost"}) or frozenset({"downtime"})
    if _has(w.LOST, text) and _has(w.LOST_TIME, text):
        found = (found - {"breaks"}) | {"downtime"}
    amounts = {"produced", "rejected", "cost", "target", "running", "energy", "planned time"}
    if _has(w.MEAN, text) and _has(w.EACH_STOP, text) and not found & amounts:
        found = frozenset({"downtime"})
    if "downtime" in found and "produced" in found and not _has(r"produced|produit\w*|made", text):
        found -= {"produced"}
    if "target" in found and len(found) == 1:
        found |= {"produced"}
    return found


def _unit(text: str) -> str:
    return next((kind for kind, words in w.UNITS.items() if _has(words, text)), "")


def _group(text: str) -> str:
    asked = (
        rf"(?:(?:{w.BY}|{w.WHICH}|quelles? sont les) (?:\w+ )?(?:\w+ )?|(?:biggest|main|top|worst|"
        rf"best|principa\w+|premi\w+|plus gros\w*) )"
    )
    places = {
        key: match.start("named")
        for key, words in w.GROUPS.items()
        if (match := re.search(rf"(?<!\w){asked}(?P<named>{words})(?! ?(?:\d|[b-d](?!['\w])))(?!\w)", text))
    }
    first = min(places.values(), default=0)
    return next(
        (key for key, at in places.items() if at == first),
        "category" if _has(r"cost drivers?|postes? de depenses?", text) else "",
    )


def _way(text: str) -> Way | None:
    for way, words in (("worst", w.WORST), ("best", w.BEST), ("least", w.LEAST), ("most", w.MOST)):
        if _has(words, text):
            return way  # type: ignore[return-value]
    return None


def _before(text: str) -> Grain | None:
    match = w.BEFORE.search(text)
    said = match.group(0) if match else ""
    return next((grain for grain, words in w.GRAIN_WORDS.items() if _has(words, said)), None)


def _veiled(match: re.Match[str]) -> str:
    """A line's number as letters: "line 1 october 2026" is no first of October."""
    return match[1] + match[2].translate(w.VEILED)


def _has(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{words})(?!\w)", text) is not None
