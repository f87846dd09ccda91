"""Amounts by period in sentences, English and French. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from assistant.experts.tables.figures import listed, number
from assistant.production.quantity import Amount, Part, Quantity
from assistant.production.spans import Grain, Span, covering, named, spoken
from retrieval.records import Language

_GRAINS = {
    "day": ("day", "jour"), "week": ("week", "semaine"), "month": ("month", "mois"),
    "quarter": ("quarter", "trimestre"), "year": ("year", "année"),
}  # fmt: skip


def one_of(language: Language, english: str, french: str) -> str:
    """The sentence in the language of the question."""
    return french if language == "fr" else english


def grain(which: Grain, language: Language) -> str:
    """``month``."""
    return one_of(language, *_GRAINS[which])


def head(quantity: Quantity, span: Span | None, language: Language) -> str:
    """What is told of which stretch: ``Produced (t), Line 2, October 2026: ``; of a ratio its formula."""
    told = _columns(quantity.part)
    if quantity.over is not None:
        below = _columns(quantity.over)
        below = f"({below} + {told})" if quantity.added else below
        told = f"{told} / {below}"
    if quantity.rest or (quantity.over is not None and "running" in quantity.part.measures[0].concepts):
        name = one_of(language, "Availability", "Disponibilité")
        told = f"{name} = {'1 − ' if quantity.rest else ''}{told}"
    when = (named(span, language),) if span is not None else ()
    return f"{', '.join((told, *quantity.part.labels, *when))}{one_of(language, ': ', ' : ')}"


def value(amount: float, unit: str, language: Language) -> str:
    """A value with its unit."""
    digits = 1 if abs(amount) >= 1000 else 2 if abs(amount) >= 10 else 3
    return f"{number(amount, language, digits=digits)} {unit}".strip()


def total(quantity: Quantity, span: Span | None, amount: Amount, language: Language) -> str:
    """A value over a stretch of time, and from what it was computed."""
    told = value(amount.value, quantity.unit, language)
    return f"{head(quantity, span, language)}{told} ({_how(quantity, amount, language)})."


def mean(
    quantity: Quantity, span: Span | None, amount: Amount, per: Grain, count: int, language: Language
) -> str:
    """A mean per day, month …: the sum by the number of those with a row."""
    told = value(amount.value / count, quantity.unit, language)
    whole = value(amount.value, quantity.unit, language)
    one = grain(per, language)
    many = one if one.endswith("s") else f"{one}s"
    how = one_of(
        language,
        f"{told} per {one} on average ({whole} over {count} {many} with a value).",
        f"{told} par {one} en moyenne ({whole} sur {count} {many} avec une valeur).",
    )
    return head(quantity, span, language) + how


def series(
    quantity: Quantity, told: Sequence[tuple[str, float]], per: Grain | None, language: Language
) -> str:
    """Values one after the other; ``per`` where each is a mean."""
    items = "; ".join(f"{name} {value(amount, quantity.unit, language)}" for name, amount in told)
    if per is not None:
        one = grain(per, language)
        means = one_of(language, f"mean per {one} with a value", f"moyenne par {one} avec une valeur")
        items = f"{means}{one_of(language, ': ', ' : ')}{items}"
    return f"{head(quantity, None, language)}{items}."


def partial(names: Sequence[str], language: Language) -> str:
    """Which periods of a list the rows do not cover wholly; empty where they cover all."""
    told = listed(names, language)
    return one_of(language, f" Not wholly in the rows: {told}.", f" Incomplet : {told}.") if names else ""


def yes(right: bool, language: Language) -> str:
    """``Yes: ``."""
    return one_of(language, *(("Yes: ", "Oui : ") if right else ("No: ", "Non : ")))


def against(
    quantity: Quantity, target: str, span: Span | None, made: Amount, wanted: Amount, language: Language
) -> str:
    """What was made beside its target."""
    gap = made.value - wanted.value
    sign = "+" if gap >= 0 else "−"
    told = f"{sign}{value(abs(gap), quantity.unit, language)}"
    if wanted.value:
        told += f" ({sign}{number(abs(100 * gap / wanted.value), language, digits=1)} %)"
    amounts = value(made.value, quantity.unit, language), value(wanted.value, quantity.unit, language)
    difference = one_of(language, "; difference ", " ; écart ")
    return f"{head(quantity, span, language)}{amounts[0]}, {target} {amounts[1]}{difference}{told}."


def beside(
    quantity: Quantity,
    target: str,
    span: Span | None,
    items: Sequence[tuple[str, float, float]],
    beyond: int | None,
    of: int,
    under: bool,
    language: Language,
) -> str:
    """Labels or periods with what was made, its target and the gap; how many are beyond it where asked."""
    lines = []
    for name, made, wanted in items:
        gap = made - wanted
        sign = "+" if gap >= 0 else "−"
        told = f"{sign}{value(abs(gap), quantity.unit, language)}"
        if wanted:
            told += f", {sign}{number(abs(100 * gap / wanted), language, digits=1)} %"
        both = f"{value(made, '', language)} / {value(wanted, quantity.unit, language)}"
        lines.append(f"{name} {both} ({told})")
    title = head(quantity, span, language)
    count = ""
    if beyond is not None:
        side = one_of(language, "below" if under else "above", "sous" if under else "au-dessus de")
        count = one_of(
            language, f"{beyond} of {of} {side} {target}. ", f"{beyond} sur {of} {side} {target}. "
        )
    stem = title.rstrip(" :")
    return f"{stem} / {target}{one_of(language, ': ', ' : ')}{count}{'; '.join(lines)}."


def counted(
    quantity: Quantity, none: bool, span: Span | None, count: int, of: int, what: str,
    names: Sequence[str], language: Language,
) -> str:  # fmt: skip
    """How many days or shifts are without any of what is lost, or with some; by name where they are few."""
    sign = "= 0" if none else "> 0"
    title = head(quantity, span, language).replace(
        _columns(quantity.part), f"{_columns(quantity.part)} {sign}", 1
    )
    told = one_of(language, f"{count} of {of} ({what})", f"{count} sur {of} ({what})")
    which = f"{one_of(language, ': ', ' : ')}{listed(names, language)}" if names else ""
    return f"{title}{told}{which}."


def each(quantity: Quantity, span: Span | None, amount: Amount, language: Language) -> str:
    """The mean of one row."""
    rows = len({(e.table, e.row) for e in amount.entries})
    told = value(amount.value / rows, quantity.unit, language)
    whole = value(amount.value, quantity.unit, language)
    english = f"{told} on average ({whole} over {rows} rows)."
    french = f"{told} en moyenne ({whole} sur {rows} lignes)."
    return head(quantity, span, language) + one_of(language, english, french)


def extreme(
    quantity: Quantity, high: bool, first: tuple[str, float], of: int, within: Span | None, language: Language
) -> str:
    """The period with the most or least."""
    told = value(first[1], quantity.unit, language)
    english = f"{'highest' if high else 'lowest'} in {first[0]}, {told} (of {of})."
    french = f"le plus {'haut' if high else 'bas'} : {first[0]}, {told} (sur {of})."
    return head(quantity, within, language) + one_of(language, english, french)


def ranked(
    quantity: Quantity,
    high: bool,
    items: Sequence[tuple[str, float, float]],
    within: Span | None,
    language: Language,
) -> str:
    """Labels by their amounts, the first one with its share where they add up."""
    name, amount, share = items[0]
    percent = number(100 * share, language, digits=1)
    part = one_of(language, f", {percent} % of all", f", {percent} % du total") if share else ""
    end = one_of(language, "most" if high else "least", "le plus" if high else "le moins")
    told = f"{end} {name}, {value(amount, quantity.unit, language)}{part}."
    rest = [f"{n} {value(a, quantity.unit, language)}" for n, a, _ in items[1:]]
    then = f" {one_of(language, 'Then', 'Puis')} {listed(rest, language)}." if rest else ""
    return f"{head(quantity, within, language)}{told}{then}"


def compared(
    quantity: Quantity,
    early: tuple[Span, Amount],
    late: tuple[Span, Amount],
    language: Language,
    *,
    by_how_much: bool = False,
) -> str:
    """Two periods, their difference, by how many percent the later is more; the difference first if asked."""
    old, new = early[1].value, late[1].value
    change = new - old
    sign = "+" if change >= 0 else "−"
    percent = ""
    if old and quantity.unit != "%":
        percent = f" ({sign}{number(abs(100 * change / old), language, digits=1)} %)"
    told = value(abs(change), "points" if quantity.unit == "%" else quantity.unit, language)
    both = (f"{named(span, language)} {value(a.value, quantity.unit, language)}" for span, a in (late, early))
    if by_how_much:
        rise, fall = one_of(language, "up by", "en hausse de"), one_of(language, "down by", "en baisse de")
        way = rise if change >= 0 else fall
        return f"{head(quantity, None, language)}{way} {told}{percent}, {', '.join(both)}."
    gap = one_of(language, "; difference ", " ; écart ")
    return f"{head(quantity, None, language)}{', '.join(both)}{gap}{sign}{told}{percent}."


def _how(quantity: Quantity, amount: Amount, language: Language) -> str:
    """From what a value was computed."""
    spans = [e.span for e in amount.entries if e.span is not None]
    extent = ""
    if spans:
        whole = covering(spans)
        first, last = spoken(whole.start, language), spoken(whole.end - timedelta(days=1), language)
        extent = one_of(language, f", {first} to {last}", f", du {first} au {last}")
    if amount.parts and quantity.over is not None:
        above = value(amount.parts[0], quantity.part.unit, language)
        return f"{above} / {value(amount.parts[1], quantity.over.unit, language)}{extent}"
    rows = len({(e.table, e.row) for e in amount.entries})
    kind = one_of(language, "sum", "somme") if quantity.part.adds else one_of(language, "mean", "moyenne")
    s = "" if rows == 1 else "s"
    return one_of(language, f"{kind} of {rows} row{s}{extent}", f"{kind} de {rows} ligne{s}{extent}")


def _columns(part: Part) -> str:
    return " + ".join(m.name for m in part.measures)
