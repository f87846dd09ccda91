"""Feedback of engineers in the data folder: a file each, written at once or not at all. Knows no sentence.

Beside it stands what the last report of each piece of equipment had that feedback may be given on.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from assistant.contract import Json
from assistant.json_files import read_json, write_json
from assistant.reports.feedback.records import (
    BadFeedback,
    Feedback,
    Target,
    check_feedback,
    feedback_json,
    read_feedback,
    read_target,
    target_json,
)

_LOG = logging.getLogger(__name__)


class FeedbackBook:
    """The feedback of a data folder.

    Args:
        folder: The data folder.
    """

    def __init__(self, folder: Path) -> None:
        self._given = folder / "reports" / "feedback"
        self._targets = folder / "reports" / "targets"

    def of(self, equipment: str) -> tuple[Feedback, ...]:
        """All that was said on a piece of equipment, the first one first."""
        return tuple(one for _, one in self._all() if one.equipment == equipment)

    def give(
        self,
        equipment: str,
        target_id: str,
        *,
        verdict: str,
        note: str = "",
        hours: float | None = None,
        cost: float | None = None,
        targets: Sequence[Target] | None = None,
    ) -> Feedback:
        """Keeps what an engineer says; it is on the disk when this returns.

        Args:
            targets: Those of the report that they read; of the last one on the equipment where None.

        Raises:
            BadFeedback: It says nothing, or on what is not there.
        """
        found = self.targets(equipment) if targets is None else tuple(targets)
        if not found:
            raise BadFeedback(
                f"no report of {equipment} was written yet: 'assistant report scenario --equipment "
                f"{equipment}' tells what feedback may be given on"
            )
        target = next((one for one in found if one.id == target_id), None)
        if target is None:
            alike = get_close_matches(target_id, [one.id for one in found], n=3, cutoff=0.5)
            hint = f"; named alike: {', '.join(alike)}" if alike else ""
            raise BadFeedback(f"the report on {equipment} has no {target_id[:40]!r}{hint}")
        checked = check_feedback(verdict, note=note, hours=hours, cost=cost)
        given = Feedback(
            id=uuid.uuid4().hex,
            equipment=equipment,
            target=target,
            verdict=checked,
            note=" ".join(note.split()),
            hours=hours,
            cost=cost,
            at=datetime.now(),
        )
        write_json(self._given / f"{given.id}.json", feedback_json(given))
        return given

    def withdraw(self, id_: str, *, equipment: str) -> bool:
        """Takes feedback back; False where there is none such."""
        for path, one in self._all():
            if one.id == id_ and one.equipment == equipment:
                path.unlink(missing_ok=True)
                return True
        return False

    def keep_targets(self, equipment: str, targets: Sequence[Target]) -> None:
        """Keeps what the newest report on the equipment had."""
        body: Json = {"equipment": equipment, "targets": [target_json(one) for one in targets]}
        write_json(self._targets / _name(equipment), body)

    def targets(self, equipment: str) -> tuple[Target, ...]:
        """What the newest report on the equipment had; empty where none was written."""
        body = read_json(self._targets / _name(equipment))
        listed = body.get("targets") if isinstance(body, dict) else None
        return read_targets(listed)

    def forget(self, sources: Collection[str]) -> int:
        """Deletes feedback on what a forgotten source said, and its words elsewhere; gives how many went."""
        gone = 0
        for path, one in self._all():
            kept = tuple(quoted for quoted in one.target.evidence if quoted.source not in sources)
            if len(kept) == len(one.target.evidence):
                continue
            if one.target.evidence[0].source in sources:
                path.unlink(missing_ok=True)
                gone += 1
            else:
                write_json(path, feedback_json(replace(one, target=replace(one.target, evidence=kept))))
        for path in self._targets.glob("*.json"):
            body = read_json(path)
            listed = read_targets(body.get("targets") if isinstance(body, dict) else None)
            if any(quoted.source in sources for one in listed for quoted in one.evidence):
                path.unlink(missing_ok=True)
        return gone

    def _all(self) -> list[tuple[Path, Feedback]]:
        found: list[tuple[Path, Feedback]] = []
        for path in self._given.glob("*.json"):
            one = read_feedback(read_json(path))
            if one is None:
                _LOG.warning("%s holds no feedback and is left out", path)
            else:
                found.append((path, one))
        return sorted(found, key=lambda item: (item[1].at, item[1].id))


def read_targets(body: object) -> tuple[Target, ...]:
    """The targets of a list of JSON objects."""
    listed = body if isinstance(body, list) else []
    return tuple(one for item in listed if (one := read_target(item)) is not None)


def _name(equipment: str) -> str:
    return f"{hashlib.sha256(equipment.encode()).hexdigest()[:24]}.json"
