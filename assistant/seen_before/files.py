"""Stretches like one in files that were not ingested. Asks no table and no document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.experts.series.detectors.log import LogRefused, SensorLog, files_like, find_log
from assistant.experts.series.operations import Run
from assistant.seen_before.look import Elsewhere, look
from assistant.seen_before.records import Language, SeenBefore
from assistant.seen_before.rest import rest_of
from assistant.seen_before.stretch import Wanted

_MOST = 50
"""Files that are looked through beside the log."""


def seen_in_files(
    name: str,
    wanted: Wanted,
    *,
    also: Sequence[str] = (),
    series: str | None = None,
    sensors: Sequence[str] = (),
    top_k: int = 5,
    language: Language = "en",
) -> SeenBefore:
    """Stretches like one of a log in a file, in it and in other files with sensors of the same names.

    Args:
        also: Files; a pattern stands for each of those that fit it, apart from the log itself.

    Raises:
        LogRefused: A file holds no such log, sensor or stretch, or there are too many files.
    """
    whole = find_log(name, series=series)
    log = whole.only(sensors) if sensors else whole
    asked = wanted.within(log, log)
    rest = rest_of(asked, whole)
    others = [path for text in also for path in (map(str, files_like(text)) if files_like(text) else (text,))]
    others = [path for path in dict.fromkeys(others) if path != name]
    if len(others) > _MOST:
        raise LogRefused(f"--also names {len(others)} files: at most {_MOST} are looked through")

    def elsewhere(needed: frozenset[str]) -> list[Elsewhere]:
        found = []
        for path in others:
            other = find_log(path)
            shared = {one: one for one in log.names if one in other.names}
            if needed <= shared.keys():
                stood = rest.there(other, shared)
                found.append(
                    Elsewhere(
                        source=path, read=_held(other), names=shared, same_log=False, stood=_known(stood)
                    )
                )
        return found

    return look(asked, source=name, stood=rest.stood, elsewhere=elsewhere, top_k=top_k, language=language)


def _known(stood: Sequence[Run]) -> Callable[[SensorLog], Sequence[Run]]:
    return lambda _: stood


def _held(log: SensorLog) -> Callable[[], SensorLog]:
    return lambda: log
