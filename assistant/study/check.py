"""Whether a study can be run and will tell anything: what is missing, unbalanced, or too small.

Knows definitions and power, no participant.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from assistant.errors import BadStudy
from assistant.study.analysis.power import Assumptions, participants_needed
from assistant.study.order import case_sets, cells
from assistant.study.records import ADVISED, Study

_SHARE_APART = 0.05
_FEW_WRONG = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyCheck:
    """What is said of a definition.

    Attributes:
        wrong: Cases whose advice is wrong.
        unready: What keeps it from being run.
        warnings: What it will not tell well.
        participants: How many are needed to find ``smallest_difference`` with 80 % power.
        multiple: Participants come out even in multiples of this.
    """

    cases: int
    wrong: int
    without_advice: tuple[str, ...]
    unready: tuple[str, ...]
    warnings: tuple[str, ...]
    participants: int
    multiple: int

    @property
    def wrong_share(self) -> float:
        """Of the cases with advice; 0 without any."""
        advised = self.cases - len(self.without_advice)
        return self.wrong / advised if advised else 0.0


def check_study(study: Study) -> StudyCheck:
    """Looks a definition through."""
    without = tuple(case.id for case in study.cases if case.advice is None)
    wrong = sum(not case.advice_right for case in study.cases if case.advice is not None)
    each = len(study.cases) / len(study.conditions)
    needed = participants_needed(study.smallest_difference, Assumptions(cases=max(int(each), 1)))
    return StudyCheck(
        cases=len(study.cases),
        wrong=wrong,
        without_advice=without,
        unready=_unready(study, without),
        warnings=_warnings(study, wrong, len(without)),
        participants=needed,
        multiple=cells(study),
    )


def refuse_unready(study: Study) -> None:
    """Refuses a study that cannot be run.

    Raises:
        BadStudy: It says what is missing.
    """
    unready = check_study(study).unready
    if unready:
        raise BadStudy(f"the study cannot be run yet: {'; '.join(unready)}")


def _unready(study: Study, without: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    if without:
        listed = ", ".join(without[:8]) + (" …" if len(without) > 8 else "")
        found.append(f"no advice for {listed}: 'assistant study prepare' makes it, or write it down")
    if len(study.cases) < len(study.conditions):
        found.append(f"{len(study.cases)} cases are fewer than {len(study.conditions)} conditions")
    return tuple(found)


def _warnings(study: Study, wrong: int, without: int) -> tuple[str, ...]:
    found = []
    advised = len(study.cases) - without
    share = wrong / advised if advised else 0.0
    if advised and wrong == 0:
        found.append("all advice is right: over-reliance cannot be measured")
    if advised and wrong == advised:
        found.append("all advice is wrong: under-reliance cannot be measured")
    if study.wrong_share is not None and abs(share - study.wrong_share) > _SHARE_APART:
        found.append(
            f"'wrong_share' says {study.wrong_share:.0%}, but {wrong} of {advised} are wrong ({share:.0%})"
        )
    sets = case_sets(study.cases, len(study.conditions), study.seed)
    fewest = min(sum(not case.advice_right for case in one) for one in sets)
    if advised and wrong > 0 and fewest < _FEW_WRONG:
        found.append(
            f"a participant sees {fewest} wrong pieces of advice in some condition: two at least are better"
        )
    if len({len(one) for one in sets}) > 1:
        found.append("conditions get unequal numbers of cases: a multiple of the conditions is better")
    if wrong and not study.debrief:
        found.append("some advice is wrong and nothing tells participants afterwards: write a 'debrief'")
    if "alone" not in study.conditions:
        found.append("nobody decides alone: whether the model helps at all cannot be told")
    if "explanation" in study.conditions:
        bare = [c.id for c in study.cases if c.advice is not None and not c.advice.grounds]
        if bare:
            found.append(
                f"no explanation for {', '.join(bare[:8])}: 'explanation' shows the advice alone there"
            )
    counts = Counter(study.conditions)
    if not any(counts[one] for one in (*ADVISED, "delegation")):
        found.append("no condition shows the model")
    return tuple(found)
