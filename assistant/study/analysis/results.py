"""All that a study tells, as one record. Knows which analyses there are and what may be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.study.analysis.bias import biases
from assistant.study.analysis.calibration import calibration
from assistant.study.analysis.columns import Columns, columns_of
from assistant.study.analysis.compare import FEWEST, Comparison, compare, together
from assistant.study.analysis.estimate import Estimate
from assistant.study.analysis.measures import MEASURES, measured
from assistant.study.analysis.pathway import Pathways, pathways
from assistant.study.analysis.power import Assumptions, difference_found, participants_needed
from assistant.study.records import Condition, Decision, Study

_FEW_WRONG = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyResults:
    """What a study tells.

    Attributes:
        participants: Those with a decision.
        conditions: By condition and measure; only what has something to bear on it.
        power: What this study can find: differences and participants.
        cautions: Keys of what a reader must know: ``few_participants``, ``few_wrong``, ``interrupted``.
    """

    study: Study
    participants: int
    decisions: int
    interrupted: int
    conditions: dict[Condition, dict[str, Estimate]]
    seconds: dict[Condition, float]
    comparisons: list[Comparison]
    pathways: Pathways
    calibration: dict[Condition, dict[str, object]]
    bias: dict[str, object]
    power: dict[str, float]
    cautions: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """The object of ``assistant study results --json``."""
        return {
            "study": self.study.name,
            "participants": self.participants,
            "decisions": self.decisions,
            "interrupted": self.interrupted,
            "conditions": {
                condition: {name: one.to_json() for name, one in found.items()}
                | {"seconds_median": round(self.seconds[condition], 2)}
                for condition, found in self.conditions.items()
            },
            "comparisons": [one.to_json() for one in self.comparisons],
            "pathways": self.pathways.to_json(),
            "calibration": dict(self.calibration),
            "bias": self.bias,
            "power": self.power,
            "cautions": list(self.cautions),
        }


def analyse(study: Study, decisions: Sequence[Decision]) -> StudyResults:
    """Everything, of the decisions there are; there is one at least."""
    columns = columns_of(decisions)
    seen = [one for one in study.conditions if columns.under(one).any()]
    people = len({one.participant for one in decisions})
    return StudyResults(
        study=study,
        participants=people,
        decisions=len(decisions),
        interrupted=sum(one.interrupted for one in decisions),
        conditions={one: _measures(columns, one) for one in seen},
        seconds={one: _median([d.seconds for d in decisions if d.condition == one]) for one in seen},
        comparisons=_comparisons(columns, seen, study.smallest_difference),
        pathways=pathways(columns),
        calibration={
            one: found for one in seen if (found := calibration(columns, columns.under(one))) is not None
        },
        bias=biases(columns),
        power=_power(study, people),
        cautions=_cautions(study, columns, people),
    )


def _measures(columns: Columns, condition: Condition) -> dict[str, Estimate]:
    among = columns.under(condition)
    found = {name: measured(name, columns, among) for name in MEASURES}
    if condition != "delegation":
        del found["delegated"]
    return {name: one for name, one in found.items() if one.n and one.value == one.value}


def _comparisons(columns: Columns, seen: Sequence[Condition], matters: float) -> list[Comparison]:
    """Of accuracy between all conditions; of reliance between advice and explanation.

    The main one, chosen before any study: does the explanation change accuracy beyond the advice?
    """
    two = bool(columns.two_step.any())
    wanted: list[tuple[str, Condition, Condition]] = []
    if "advice" in seen and "explanation" in seen:
        names = ["accuracy", "over_reliance", "under_reliance", "discrimination"]
        names += ["rair", "rsr", "discernment"] if two else []
        wanted += [(name, "explanation", "advice") for name in names]
    others: list[tuple[Condition, Condition]] = [
        (one, "alone") for one in seen if one != "alone" and "alone" in seen
    ]
    wanted += [("accuracy", one, other) for one, other in others]
    if not wanted and len(seen) > 1:
        wanted = [("accuracy", seen[1], seen[0])]
    found = [
        compare(name, columns, one, other, matters=matters, main=place == 0)
        for place, (name, one, other) in enumerate(wanted)
    ]
    told = [one for one in found if one.main or one.estimate.n]
    return together(told, matters=matters)


def _power(study: Study, people: int) -> dict[str, float]:
    each = max(len(study.cases) // len(study.conditions), 1)
    wrong = max(sum(not case.advice_right for case in study.cases) // len(study.conditions), 1)
    whole, part = Assumptions(cases=each), Assumptions(cases=wrong, rate=0.4)
    return {
        "smallest_difference": study.smallest_difference,
        "participants_for_accuracy": participants_needed(study.smallest_difference, whole),
        "participants_for_over_reliance": participants_needed(study.smallest_difference, part),
        "accuracy_difference_found": round(difference_found(max(people, 2), whole), 3),
        "over_reliance_difference_found": round(difference_found(max(people, 2), part), 3),
    }


def _cautions(study: Study, columns: Columns, people: int) -> tuple[str, ...]:
    found = []
    if people < FEWEST:
        found.append("few_participants")
    if sum(not case.advice_right for case in study.cases) < _FEW_WRONG:
        found.append("few_wrong")
    if columns.interrupted.any():
        found.append("interrupted")
    return tuple(found)


def _median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2.0
