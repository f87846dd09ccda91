"""Hold a sheet to relations: threads by their pitch, multiples of another size, the middle. Knows no index.

The other size is looked for in this order: what was told beside the sheet, the sheet's own notes, and, of two
lengths on the sheet, the other one. What is assumed is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reports.drawing.amounts import Amount
from assistant.reports.drawing.relations import Relation
from assistant.reports.drawing.subject import Passage, Subject
from assistant.reports.drawing.threads import pitches_of
from assistant.reports.drawing.told import length_of
from assistant.reports.drawing.verdict import ClauseVerdict, Verdict, name_of

_FARTHEST = 4.0
_LONGEST = 160
_HALVES_FROM = 2**0.5
"""Two lengths nearer than this are taken for the two sides of a middle, others for the whole and its half."""


def relation_verdict(
    subject: Subject, clause: Passage, relation: Relation, amounts: Sequence[Amount], told: str
) -> ClauseVerdict:
    """The verdict on one relation. ``told`` is what is known beside the sheet, its notes included."""
    lengths = [amount for amount in amounts if amount.dimension == "length" and amount.kind == "linear"]
    if relation.kind == "threads":
        return _threads(subject, clause, relation, lengths, told)
    if relation.kind == "centred":
        return _centred(subject, clause, relation, lengths)
    return _times(subject, clause, relation, lengths, told)


def _threads(
    subject: Subject, clause: Passage, relation: Relation, lengths: Sequence[Amount], told: str
) -> ClauseVerdict:
    t = subject.t
    pitches = pitches_of(told)
    if len(pitches) != 1:
        several = ", ".join(pitch.written for pitch in pitches)
        why = (
            t(f"several threads are named ({several})", f"plusieurs filetages sont nommés ({several})")
            if pitches
            else t("no thread designation or pitch is given", "aucun filetage ni pas n'est indiqué")
        )
        return _undecided(subject, clause, relation, why)
    (pitch,) = pitches
    wanted = relation.factor * pitch.length
    amount = _nearest(wanted, lengths)
    if amount is None:
        return _undecided(
            subject, clause, relation, t("no length is shown to count threads on", "aucune longueur")
        )
    count = amount.value / pitch.length
    return _verdict(
        subject, clause, relation, amount, amount.value - wanted,
        t(
            f"the sheet shows {amount.entity.text}, which is {count:.3g} threads ({pitch.written})",
            f"la feuille montre {amount.entity.text}, soit {count:.3g} filets ({pitch.written})",
        ),
    )  # fmt: skip


def _times(
    subject: Subject, clause: Passage, relation: Relation, lengths: Sequence[Amount], told: str
) -> ClauseVerdict:
    t = subject.t
    other = length_of(relation.of, told)
    if other is not None:
        wanted = relation.factor * other.value
        rest = [amount for amount in lengths if abs(amount.value - other.value) > _rounding(amount)]
        amount = _nearest(wanted, rest)
        size = f"{other.written}"
    elif len(lengths) == 2:
        small, large = sorted(lengths, key=lambda amount: amount.value)
        amount, base = (large, small) if relation.factor >= 1 else (small, large)
        wanted = relation.factor * base.value
        size = t(
            f"{base.entity.text}, the other length shown, taken for the {relation.of}",
            f"{base.entity.text}, l'autre longueur montrée, prise pour « {relation.of} »",
        )
    else:
        return _undecided(
            subject, clause, relation,
            t(f"the {relation.of} is neither shown nor told", f"« {relation.of} » n'est ni montré ni dit"),
        )  # fmt: skip
    if amount is None:
        return _undecided(
            subject, clause, relation, t("no length of that order is shown", "aucune longueur de cet ordre")
        )
    millimetres = f"{wanted * 1000:.6g} mm"
    return _verdict(
        subject, clause, relation, amount, amount.value - wanted,
        t(
            f"{relation.factor:g} × {size} is {millimetres}, the sheet shows {amount.entity.text}",
            f"{relation.factor:g} × {size} fait {millimetres}, la feuille montre {amount.entity.text}",
        ),
    )  # fmt: skip


def _centred(
    subject: Subject, clause: Passage, relation: Relation, lengths: Sequence[Amount]
) -> ClauseVerdict:
    t = subject.t
    if len(lengths) != 2:
        return _undecided(
            subject, clause, relation,
            t("a middle takes two lengths on the sheet", "un milieu demande deux longueurs sur la feuille"),
        )  # fmt: skip
    small, large = sorted(lengths, key=lambda amount: amount.value)
    sides = large.value <= _HALVES_FROM * small.value
    over = large.value - (1 if sides else 2) * small.value
    how = (
        t("the two sides", "les deux côtés") if sides else t("the whole and its half", "le tout et sa moitié")
    )
    return _verdict(
        subject, clause, relation, small, over,
        t(
            f"the sheet shows {large.entity.text} and {small.entity.text}, taken for {how}",
            f"la feuille montre {large.entity.text} et {small.entity.text}, pris pour {how}",
        ),
        slack=_rounding(large) + (1 if sides else 2) * _rounding(small),
    )  # fmt: skip


def _verdict(
    subject: Subject,
    clause: Passage,
    relation: Relation,
    amount: Amount,
    over: float,
    shown: str,
    *,
    slack: float | None = None,
) -> ClauseVerdict:
    """``over`` is how much the amount exceeds what is asked for, in metres."""
    free = 1e-9 if relation.way != "equal" else (_rounding(amount) if slack is None else slack)
    wrong = {"most": over > free, "least": over < -free, "equal": abs(over) > free}[relation.way]
    verdict: Verdict = "broken" if wrong else "met"
    head = _head(subject, clause, relation)
    return ClauseVerdict(
        clause=clause,
        verdict=verdict,
        reason=f"{head}{subject.t(';', ' ;')} {shown}.",
        relation=relation,
        amount=amount,
    )


def _undecided(subject: Subject, clause: Passage, relation: Relation, why: str) -> ClauseVerdict:
    head = _head(subject, clause, relation)
    reason = f"{head}{subject.t(';', ' ;')} {why}."
    return ClauseVerdict(clause=clause, verdict="undecided", reason=reason, relation=relation)


def _head(subject: Subject, clause: Passage, relation: Relation) -> str:
    """``7.3 (S-1.pdf, p. 4) says: “Have a width of twice the belt”``."""
    words = relation.sentence if len(relation.sentence) <= _LONGEST else relation.sentence[:_LONGEST] + " …"
    return subject.t(f"{name_of(clause)} says: “{words}”", f"{name_of(clause)} dit : « {words} »")


def _nearest(wanted: float, lengths: Sequence[Amount]) -> Amount | None:
    def ratio(amount: Amount) -> float:
        return (
            max(amount.value / wanted, wanted / amount.value)
            if amount.value > 0 and wanted > 0
            else float("inf")
        )

    best = min(lengths, key=ratio, default=None)
    return best if best is not None and ratio(best) <= _FARTHEST else None


def _rounding(amount: Amount) -> float:
    """Half of the last digit printed, in metres of a sheet in millimetres."""
    decimals = re.search(r"[.,](\d+)", amount.entity.text)
    return 0.0005 * 10.0 ** -len(decimals[1]) * 1.001 if decimals else 0.0005
