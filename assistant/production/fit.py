"""Which columns, lines and reasons of a ledger a question names; none where a word of it is left unexplained.

Knows ledgers and what is asked; computes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.production.asked import Asked, unexplained
from assistant.production.asked_words import GROUPS
from assistant.production.availability import availability_of
from assistant.production.ledger import Ledger
from assistant.production.measures import ENERGIES, Measure, concepts_in, plain_unit
from assistant.production.named_labels import NUMBERED, SHIFTS, column_called, key_of, named_labels, numbered
from assistant.production.quantity import Part, Quantity
from assistant.words import content_stems, fold, tokens

_AND_MORE = re.compile(
    r"(?:lines?|lignes?) (\w+)(?:,| and| et| vs| or| ou| versus| contre| against) (\d{1,3}|[a-d])(?!\w)"
)
_GOOD = re.compile(r"(?<!\w)(?:good|bons?|bonnes?|conformes?|net|ok)(?!\w)")
_MOST_APART = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What a question asks of ledgers.

    Attributes:
        quantities: One, or several columns that are told apart.
        group: The label that amounts are told apart by, as its column is called; None for none.
        only: Values of ``group`` that are named; empty for all.
        overlap: How many words of the question stand in what the ledger and its columns are called.
    """

    quantities: tuple[Quantity, ...]
    group: str | None = None
    only: tuple[str, ...] = ()
    overlap: int = 0

    @property
    def unit_kind(self) -> str:
        """What the amounts' unit measures: tonnes are no rivals of kWh."""
        return self.quantities[0].part.measures[0].of


def fit(asked: Asked, ledger: Ledger, others: Sequence[Ledger]) -> Fit | None:
    """How a ledger answers; None where it does not hold all that is named.

    Args:
        others: Where the denominator of a ratio may stand.
    """
    text = _with_both(asked.text)
    filters, text, group, only = named_labels(ledger, text)
    chosen, text = _columns(_without(asked, text), asked.unit, ledger, text, asked.text)
    made = availability_of(ledger, filters) if not chosen and asked.concepts == {"availability"} else None
    if not chosen and made is None:
        return None
    if asked.group and group is None:
        group = _group_column(asked, ledger)
        by_column = asked.group in ("line", "machine") and all(
            m.member for columns in chosen for m in columns
        )
        if group is None and by_column:
            chosen = [(m,) for columns in chosen for m in columns]
        elif group is None and asked.aim in ("rank", "target"):
            return None
    if asked.group_word and group is None:
        group = _begins_so(asked.group_word, ledger) or column_called(asked.group_word, ledger)
        if group is None and asked.aim == "rank":
            return None
        text = re.sub(rf"(?<!\w){asked.group_word}(?!\w)", " ", text) if group is not None else text
    elif asked.by_word and group is None:
        group = column_called(asked.by_word, ledger)
    known = frozenset(tokens(fold(ledger.words))) | {plain_unit(m.unit) for m in ledger.measures} | {
        w for m in ledger.measures for w in tokens(fold(m.name))
    } | {w for name in ledger.labels for w in tokens(fold(name))}  # fmt: skip
    parts = [_part(ledger, group_of, filters) for group_of in chosen]
    quantities: list[Quantity] = [made] if made is not None else []
    for part in parts:
        if not asked.over and not asked.share:
            quantities.append(_in_hours(part, asked.text))
        elif (ratio := _ratio(asked, part, ledger, others, filters)) is not None:
            quantities.append(ratio)
            known |= {w for m in ledger.measures for w in tokens(fold(m.name))}
    if not quantities or NUMBERED.search(text) or unexplained(text, known, asked.dropped & {"breaks"}):
        return None
    overlap = len({*content_stems(asked.text)} & {*content_stems(ledger.words), *(
        s for q in quantities for m in q.part.measures for s in content_stems(fold(m.name)))})  # fmt: skip
    return Fit(quantities=tuple(quantities), group=group, only=only, overlap=overlap)


def _without(asked: Asked, left: str) -> frozenset[str]:
    """What is measured, without what only names of labels say: steam in hours lost to ``Lack of steam``."""
    said = concepts_in(asked.text) - concepts_in(left)
    return (asked.concepts - said) or asked.concepts


def _with_both(text: str) -> str:
    """``lines 1 and 2`` as ``line 1 and line 2``."""
    return _AND_MORE.sub(r"line \1 and line \2", text)


def _columns(
    concepts: frozenset[str], unit: str, ledger: Ledger, text: str, said: str
) -> tuple[list[tuple[Measure, ...]], str]:
    """The columns that are asked for: those of one tuple are added up, several tuples are told apart."""
    held = [
        m for m in ledger.measures if not unit or m.of.startswith(unit) or (unit == "number" and not m.unit)
    ]
    found = [m for m in held if m.concepts == concepts] if concepts else []
    if not found and "energy" in concepts:
        rest = concepts - {"energy"}
        found = [m for m in held if any(m.concepts == rest | {energy} for energy in ENERGIES)]
    if not found and not concepts and unit:
        wanted = {
            "mass": {"produced"},
            "volume": {"produced"},
            "number": {"produced"},
            "time": {"downtime"},
            "money": {"cost"},
        }.get(unit)
        found = [m for m in held if (m.concepts == wanted if wanted else m.concepts & {*ENERGIES, "energy"})]
    if not found and concepts == {"cost"}:
        found = [m for m in held if m.concepts == {"cost"}]
    parts = [m for m in found if not m.total]
    found = parts or found
    named = [m for m in found if m.member and _named(m.member, text)]
    for measure in named:
        for match in NUMBERED.finditer(text):
            if numbered(measure.member) == key_of(match):
                text = f"{text[: match.start()]} {text[match.end() :]}"
                break
    found = named or found
    if not found:
        return [], text
    if len(found) > 1 and all(m.member and m.unit == found[0].unit for m in found):
        return [tuple(found)], text
    words = set(content_stems(said))
    shared = [len(words & set(content_stems(fold(m.name)))) for m in found]
    best = [m for m, n in zip(found, shared, strict=True) if n == max(shared)]
    if len(best) > 1 and concepts == {"produced"}:
        best = [m for m in best if _GOOD.search(fold(m.name))] or best
    return [(m,) for m in best[:_MOST_APART]], text


def _named(member: str, text: str) -> bool:
    own = numbered(member)
    return any(key_of(match) == own for match in NUMBERED.finditer(text))


def _group_column(asked: Asked, ledger: Ledger) -> str | None:
    """The label by which amounts are asked for."""
    if asked.budget and asked.group == "shift":  # "poste" is an account too
        return _group_column(replace(asked, group="account"), ledger)
    words = GROUPS[asked.group]
    said = set(content_stems(asked.text))
    ordered = sorted(
        ledger.labels.items(),
        key=lambda item: (not said & set(content_stems(fold(item[0]))), len(item[0].split())),
    )
    for name, values in ordered:
        if re.search(rf"(?<!\w)(?:{words})(?!\w)", fold(name)):
            return name
        if (not name or asked.group == "shift") and all(
            _is_one(fold(value), words, asked.group) for value in values
        ):
            return name
    if asked.group in ("category", "account") and ledger.labels:
        return max(ledger.labels, key=lambda name: len(ledger.labels[name]))
    return None


def _begins_so(word: str, ledger: Ledger) -> str | None:
    """The label whose values all begin with a word: "which press" of Press 1 and Press 2."""
    stems = set(content_stems(word))
    for name, values in ledger.labels.items():
        if (
            stems
            and values
            and all(set(content_stems(fold(v).split()[0])) & stems for v in values if v.split())
        ):
            return name
    return None


def _is_one(value: str, words: str, group: str) -> bool:
    """True for a value that is a line, a shift … by itself, where no column's name says so."""
    if group == "shift" and any(re.fullmatch(written, value) for written in SHIFTS.values()):
        return True
    return re.match(rf"(?:{words}|l|mp|pm)\b", value) is not None


def _part(ledger: Ledger, measures: tuple[Measure, ...], filters: dict[str, tuple[str, ...]]) -> Part:
    every = tuple(
        e for e in ledger.entries
        if all(e.labels.get(name) in values for name, values in filters.items())
    )  # fmt: skip
    entries = tuple(e for e in every if any(m.name in e.values for m in measures))
    labels = tuple(value for values in filters.values() for value in values)
    return Part(
        ledger=ledger, measures=measures, entries=entries, labels=labels, columns=tuple(filters), every=every
    )


def _ratio(
    asked: Asked, part: Part, ledger: Ledger, others: Sequence[Ledger], filters: dict[str, tuple[str, ...]]
) -> Quantity | None:
    """One part by another: rejected of produced in one table, energy by production of whichever table."""
    if not part.adds:
        return None
    if asked.share:
        members = {m.member for m in part.measures}
        below = [
            m for m in ledger.measures if m.concepts == {"produced"} and not m.total and m.member in members
        ]
        below = [m for m in below if m.of == part.measures[0].of]
        goods = [m for m in below if _GOOD.search(fold(m.name))] or below
        if not goods or len({m.unit for m in goods}) > 1 or len(goods) != len(part.measures):
            return None
        over = _part(ledger, tuple(goods), filters)
        added = _GOOD.search(fold(goods[0].name)) is not None
        factor = 100.0 * part.measures[0].scale / goods[0].scale
        return Quantity(part=part, over=over, added=added, factor=factor, unit="%")
    if filters and not any(m.concepts == {"produced"} for m in ledger.measures):
        return None
    for other in (ledger, *others):
        wanted = replace(asked, concepts=asked.over, over=frozenset(), unit="")
        chosen, _ = _columns(wanted.concepts, "", other, "", asked.text)
        chosen = [
            group
            for group in chosen
            if group[0].of in ("mass", "volume", "number") and all(m.adds for m in group)
        ]
        if len(chosen) == 1:
            over = _part(other, chosen[0], filters if other is ledger else {})
            return _by_tonne(part, over, asked.text)
    return None


def _in_hours(part: Part, text: str) -> Quantity:
    """A sum, in hours where the question says so of minutes."""
    minutes = part.measures[0].of == "time" and part.measures[0].scale < 1
    if part.adds and minutes and re.search(r"(?<!\w)(?:hours?|heures?|h)(?!\w)", text):
        return Quantity(part=part, factor=part.measures[0].scale, unit="h")
    return Quantity(part=part, unit=part.unit)


def _by_tonne(part: Part, over: Part, text: str) -> Quantity | None:
    """A ratio in the units of the question: masses by the tonne, energy in kWh where it says so."""
    above, below = part.measures[0], over.measures[0]
    said = next((unit for unit in ("kWh", "MWh") if re.search(rf"(?<!\w){unit.lower()}(?!\w)", text)), "")
    if said and above.of not in ("energy", "energy pcs", "energy pci"):
        return None
    factor, unit = 1.0, above.unit
    if said:
        factor, unit = (
            above.scale * (1000.0 if said == "kWh" else 1.0),
            above.unit.replace("MWh", "kWh") if said == "kWh" else above.unit.replace("kWh", "MWh"),
        )
    if below.of == "mass":
        return Quantity(part=part, over=over, factor=factor / below.scale, unit=f"{unit}/t")
    return Quantity(part=part, over=over, factor=factor, unit=f"{unit}/{below.unit or 'u'}")
