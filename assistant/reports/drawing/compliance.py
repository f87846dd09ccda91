"""Compares what a sheet measures with the bounds of clauses. Knows amounts and units, no meaning of views.

A sheet shows several amounts, and nothing says which of them the clause speaks of: of those of the same kind
the one nearest to the bound is taken, and one that is more than twice or less than half of it is taken for
another thing. What cannot be compared stays undecided, and is said to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.reports.drawing.amounts import Amount, amounts_of
from assistant.reports.drawing.bounds import Bound
from assistant.reports.drawing.clause_rules import rules_of
from assistant.reports.drawing.finding import Finding
from assistant.reports.drawing.positions import place_asked
from assistant.reports.drawing.relation_verdicts import relation_verdict
from assistant.reports.drawing.settings_kept import setting_verdicts
from assistant.reports.drawing.subject import Passage, Subject
from assistant.reports.drawing.told import chosen_cases
from assistant.reports.drawing.verdict import ClauseVerdict, Verdict, asked, name_of

_FARTHEST = 2.0
_SAME = 1e-9
_TO_SURFACE = re.compile(
    r"\b(?:below|above|from|to|under|over|of|sous|depuis|de|du|à|au-dessus de|au-dessous de)\s+"
    r"(?:the |la |l['’])?(?:[\w-]+\s+){0,2}?(?:surface|outer edge|outside|bord extérieur)\b",
    re.IGNORECASE,
)
_TOLD_FIELDS = ("title", "subtitle", "description", "material", "part name")


def compare(subject: Subject, clauses: Sequence[Passage], told: str = "") -> tuple[ClauseVerdict, ...]:
    """Every bound and relation of every clause against the sheet's amounts.

    Args:
        told: What is known beside the sheet ("the chain is 13 mm wide", "of type B"): it names other sizes
            and picks among cases, as the sheet's title, material and notes do.
    """
    amounts = tuple(amounts_of(subject))
    known = "\n".join(filter(None, (told, _printed(subject))))
    return tuple(verdict for clause in clauses for verdict in _verdicts(subject, clause, amounts, known))


def broken(verdicts: Sequence[ClauseVerdict]) -> Iterator[Finding]:
    """The bounds that the sheet breaks, as findings."""
    for verdict in verdicts:
        if verdict.verdict == "broken" and verdict.amount is not None:
            entity = verdict.amount.entity
            yield Finding(
                rule="clause_limit", subject=entity.text, reason=verdict.reason, page=entity.page,
                region=entity.box, entities=(entity.id,),
            )  # fmt: skip


def _printed(subject: Subject) -> str:
    """The sheet's own words that may name a case: what it is of, its material, its notes."""
    fields = [entity.text for name in _TOLD_FIELDS for entity in subject.fields(name)]
    return "\n".join([*fields, *(entity.text for entity in subject.of("note"))])


def _verdicts(
    subject: Subject, clause: Passage, amounts: Sequence[Amount], told: str
) -> Iterator[ClauseVerdict]:
    bounds, relations = rules_of(clause)
    general = [bound for bound in bounds if not bound.case]
    for bound in general:
        yield _verdict(subject, clause, bound, amounts)
    settings = [bound for bound in bounds if bound.way == "equal"]
    cases = [bound for bound in bounds if bound.case and bound.way != "equal"]
    yield from _by_case(subject, clause, cases, amounts, told)
    kept = list(setting_verdicts(subject, clause, settings))
    yield from kept
    for relation in relations:
        yield relation_verdict(subject, clause, relation, amounts, told)
    place = place_asked(clause.text)
    if place is not None:
        yield _placed(subject, clause, place)
    elif not general and not cases and not kept and not relations:
        yield ClauseVerdict(
            clause=clause, verdict="undecided",
            reason=subject.t(
                f"{name_of(clause)} sets no bound in numbers with a unit: compare it yourself.",
                f"{name_of(clause)} ne fixe pas de limite chiffrée avec unité : à comparer soi-même.",
            ),
        )  # fmt: skip


def _placed(subject: Subject, clause: Passage, place: str) -> ClauseVerdict:
    return ClauseVerdict(
        clause=clause, verdict="undecided",
        reason=subject.t(
            f"{name_of(clause)} says where a thing lies (“{place}”), which the sheet's amounts do not "
            f"tell: look at its views.",
            f"{name_of(clause)} dit où se trouve une chose (« {place} »), ce que les cotes de la "
            f"feuille n'indiquent pas : regarder ses vues.",
        ),
    )  # fmt: skip


def _by_case(
    subject: Subject, clause: Passage, bounds: Sequence[Bound], amounts: Sequence[Amount], told: str
) -> Iterator[ClauseVerdict]:
    """Of alternatives the one that is named; where none is, a verdict only if all come to the same."""
    by_name: dict[str, list[Bound]] = {}
    for bound in bounds:
        by_name.setdefault(bound.case, []).append(bound)
    rows = {case: case.split(", ")[0] for case in by_name}
    chosen = chosen_cases(tuple(dict.fromkeys(rows.values())), told)
    single = len(set(rows.values())) == 1
    found = [
        _verdict(subject, clause, bound, amounts)
        for case, held in by_name.items()
        if single or not chosen or rows[case] in chosen
        for bound in held
    ]
    decided = {verdict.verdict for verdict in found} - {"undecided"}
    if single or len(chosen) == 1 or len(decided) < 2:
        yield from found
        return
    yield ClauseVerdict(
        clause=clause, verdict="undecided",
        reason=subject.t(
            f"{name_of(clause)} sets other bounds for other things, and nothing says which it is: ",
            f"{name_of(clause)} fixe d'autres limites selon le cas, et rien ne dit lequel : ",
        ) + " ".join(verdict.reason for verdict in found if verdict.verdict != "undecided"),
    )  # fmt: skip


def _verdict(subject: Subject, clause: Passage, bound: Bound, amounts: Sequence[Amount]) -> ClauseVerdict:
    t = subject.t
    head = asked(subject, clause, bound.way, bound.written, case=bound.case, source=bound.source)
    nearest = _nearest(bound, amounts)
    if nearest is None:
        nothing = t("the sheet shows nothing to compare with it.", "la feuille ne montre rien à y comparer.")
        return ClauseVerdict(
            clause=clause, verdict="undecided", reason=f"{head}{t(';', ' ;')} {nothing}", bound=bound
        )
    value, amount, how = nearest
    over = value - bound.value if bound.way == "most" else bound.value - value
    verdict: Verdict = "broken" if over > _SAME * max(1.0, abs(bound.value)) else "met"
    shown = t(f"the sheet shows {amount.entity.text}", f"la feuille montre {amount.entity.text}")
    return ClauseVerdict(
        clause=clause,
        verdict=verdict,
        reason=f"{head}{t(';', ' ;')} {shown}{t(*how)}.",
        bound=bound,
        amount=amount,
    )


def _nearest(bound: Bound, amounts: Sequence[Amount]) -> tuple[float, Amount, tuple[str, str]] | None:
    """The amount of the bound's kind that is nearest to it, as a ratio, and how its value was made."""
    best: tuple[float, float, Amount, tuple[str, str]] | None = None
    for amount in amounts:
        if amount.dimension != bound.dimension or not _same_feature(bound, amount):
            continue
        value, how = _taken(bound, amount, amounts)
        if value <= 0 or bound.value <= 0:
            continue
        ratio = max(value / bound.value, bound.value / value)
        if ratio <= _FARTHEST + _SAME and (best is None or ratio < best[0]):
            best = (ratio, value, amount, how)
    return None if best is None else best[1:]


def _taken(bound: Bound, amount: Amount, amounts: Sequence[Amount]) -> tuple[float, tuple[str, str]]:
    """An amount's value as the bound counts it: a diameter twice the radius, a distance up to the surface."""
    if bound.feature == "diameter" and amount.kind == "radius":
        return 2 * amount.value, (", twice its radius", ", deux fois son rayon")
    rounds = [other for other in amounts if other.kind == "radius"]
    alone = sum(other.kind == "linear" for other in amounts) == 1
    if amount.kind == "linear" and alone and len(rounds) == 1 and _TO_SURFACE.search(bound.sentence):
        total, radius = amount.value + rounds[0].value, rounds[0].entity.text
        return total, (
            f", taken to end at the centre of {radius}, so that the surface is {total * 1000:.6g} mm away",
            f", supposé finir au centre de {radius}, de sorte que la surface est à {total * 1000:.6g} mm",
        )
    return amount.value, ("", "")


def _same_feature(bound: Bound, amount: Amount) -> bool:
    if bound.dimension != "length":
        return True
    return (amount.kind in ("radius", "diameter")) == (bound.feature is not None) or (
        bound.feature == "diameter" and amount.kind == "linear"
    )
