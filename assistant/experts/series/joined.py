"""Many files of one log (a file a day, a month) as one log beside them. Knows records, reads no value.

Files go on with each other where their sensors are the same, their names differ in digits alone, their times
do not overlap, and they follow each other within a few steps or their names tell the date they begin at.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from assistant.experts.series.names import LogNames, describe
from retrieval.records import SeriesRef

_DIGITS = re.compile(r"\d+")
_STEPS = 3.0
"""So many steps between two files are no gap."""
_LIKE_STEP = 1.5
_MARK = "*"


def with_joined(refs: Sequence[SeriesRef]) -> list[LogNames]:
    """Every log, and before them one for each set of files that go on with each other."""
    families: dict[object, list[SeriesRef]] = defaultdict(list)
    for ref in refs:
        sensors = tuple((sensor.name, sensor.unit, sensor.flag) for sensor in ref.sensors)
        families[(_DIGITS.sub(_MARK, ref.source), _DIGITS.sub(_MARK, ref.name), sensors)].append(ref)
    whole = [_joined(run) for family in families.values() for run in _runs(family)]
    return [*whole, *map(describe, refs)]


def _runs(family: Sequence[SeriesRef]) -> Iterator[list[SeriesRef]]:
    """Sets of at least two files that go on with each other; none where any two of the family overlap."""
    ordered = sorted(family, key=lambda ref: ref.start)
    if len(ordered) < 2 or any(after.start <= before.end for before, after in pairwise(ordered)):
        return
    run = ordered[:1]
    for before, after in pairwise(ordered):
        if _goes_on(before, after):
            run.append(after)
            continue
        if len(run) > 1:
            yield run
        run = [after]
    if len(run) > 1:
        yield run


def _goes_on(before: SeriesRef, after: SeriesRef) -> bool:
    steps = sorted((before.step_seconds, after.step_seconds))
    if not steps[0] or steps[1] > _LIKE_STEP * steps[0]:
        return False
    close = after.start - before.end <= timedelta(seconds=_STEPS * steps[1])
    return close or (_tells_its_date(before) and _tells_its_date(after))


def _tells_its_date(ref: SeriesRef) -> bool:
    """True where the file's name holds the day or the month at which it begins."""
    digits = "".join(_DIGITS.findall(ref.source.rsplit("/", 1)[-1]))
    return any(f"{ref.start:{form}}" in digits for form in ("%Y%m%d", "%d%m%Y", "%Y%m"))


def _joined(parts: Sequence[SeriesRef]) -> LogNames:
    ids = "\0".join(ref.id for ref in parts)
    first = parts[0]
    ref = replace(
        first,
        id=hashlib.sha256(ids.encode()).hexdigest()[:24],
        source=_common(part.source for part in parts),
        name=_common(part.name for part in parts),
        end=parts[-1].end,
        row_count=sum(part.row_count for part in parts),
    )
    return replace(describe(ref), parts=tuple(parts))


def _common(names: Iterator[str]) -> str:
    """What names have in common, with a star for each run of digits that differs."""
    split = [re.split(r"(\d+)", name) for name in names]
    return "".join(column[0] if len(set(column)) == 1 else _MARK for column in zip(*split, strict=True))
