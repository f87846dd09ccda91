"""What feedback does to a report: the order of what it tells, and the sentences beside it. Knows no store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from assistant.experts.series.wording import day
from assistant.experts.tables.figures import number
from assistant.reports.feedback.records import Feedback, Verdict
from retrieval.records import Language

_RANKS: dict[Verdict, int] = {"accept": 0, "correct": 1, "reject": 2}
_NOTHING_SAID = 1
_TOLD: dict[Verdict, tuple[str, str]] = {
    "accept": ("accepted", "accepté"),
    "reject": ("rejected", "rejeté"),
    "correct": ("corrected", "corrigé"),
}


class Opinions:
    """The feedback on one piece of equipment.

    Args:
        given: The first one first.
    """

    def __init__(self, given: Sequence[Feedback] = ()) -> None:
        self._given = tuple(given)

    def on(self, target_id: str) -> tuple[Feedback, ...]:
        """What was said on a target, the first one first."""
        return tuple(one for one in self._given if one.target.id == target_id)

    def rank(self, target_id: str) -> int:
        """0 for what was accepted last, 1 where nothing decides, 2 for what was rejected last."""
        decided = [one for one in self.on(target_id) if one.verdict != "correct"]
        return _RANKS[decided[-1].verdict] if decided else _NOTHING_SAID

    def rejected(self, target_id: str) -> bool:
        """True where the last decision was to reject it."""
        return self.rank(target_id) == _RANKS["reject"]

    def figure(self, target_id: str, of: Callable[[Feedback], float | None]) -> float | None:
        """The newest figure that was given on a target."""
        given = [value for one in self.on(target_id) if (value := of(one)) is not None]
        return given[-1] if given else None

    def elsewhere(self, shown: Collection[str]) -> tuple[Feedback, ...]:
        """What was said on targets that are not among those shown."""
        return tuple(one for one in self._given if one.target.id not in shown)

    def __bool__(self) -> bool:
        return bool(self._given)


def told(one: Feedback, language: Language, *, named: bool = False) -> str:
    """Feedback as what it is: a person's word, with its date.

    Args:
        named: Says what it was about, too.
    """
    french = language == "fr"
    done = _TOLD[one.verdict][french]
    what = f"« {one.target.title} »" if french else f"“{one.target.title}”"
    if french:
        text = f"Un ingénieur a {done} {what if named else 'ceci'} le {day(one.at, language)}"
    else:
        text = f"An engineer {done} {what if named else 'this'} on {day(one.at, language)}"
    said = []
    if one.hours is not None:
        said.append(f"{number(one.hours, language)} h")
    if one.cost is not None:
        said.append(f"{'coût' if french else 'cost'} {number(one.cost, language)}")
    if one.note:
        said.append(f"« {one.note} »" if french else f"“{one.note}”")
    return f"{text}{' : ' if french else ': '}{', '.join(said)}" if said else f"{text}."
