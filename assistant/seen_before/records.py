"""What was found that is like a stretch of a log. Records only; knows no search and no words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.tables.recorded import Recorded
from assistant.records import Evidence

Language = Literal["en", "fr"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Rows of a log, both ends included.

    Attributes:
        normal: First row that is known to be normal in the log, and the one after the last; None where
            nobody says.
    """

    log: SensorLog
    first: int
    last: int
    normal: tuple[int, int] | None = None

    @property
    def start(self) -> datetime:
        """Time of its first reading."""
        return self.log.moment(self.first)

    @property
    def end(self) -> datetime:
        """Time of its last reading."""
        return self.log.moment(self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A stretch that is like the one asked for.

    Attributes:
        source: The file or ingested source of its log.
        likeness: 0 to 1, of its most alike window.
        chance: Share of chance windows of the log asked about that find a match as good there.
        size: How strong its departures are beside those asked for.
        seen: Whether it is alike, and more so than chance windows' matches are.
        place: In the same log, at the same log's other machine, or in another log.
        sensors: By the sensor asked about the one that answers to it, where they differ.
        shared: Concepts that make the likeness, in words, the most telling first.
        recorded: What tables hold of the machine around that time, nearest first.
    """

    stretch: Stretch
    source: str
    likeness: float
    chance: float
    size: float
    seen: bool
    place: Literal["same", "beside", "other"]
    sensors: dict[str, str]
    shared: tuple[str, ...]
    recorded: tuple[Recorded, ...] = ()

    @property
    def close(self) -> bool:
        """Whether another fault was never found to be as near; see ``assistant eval similar_windows``."""
        from assistant.experts.series.similar.alike import CLOSE

        return self.seen and self.likeness >= CLOSE


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenBefore:
    """What is known of stretches like one.

    Attributes:
        shows: What stands out in it, in words, with the part of each, the most telling first; empty where it
            is as usual.
        main: Sensors that stand out, the most telling first, as the log prints them.
        common: Share of the windows of its log that are alike, itself left out.
        stood: Share of the stretch asked for in which its machine stood still; ``asked`` is the longest part
            in which it ran then, or all of it where that is less than half of it.
        matches: The best ones, alike or not, best first.
        searched: Names of the logs that were looked through, the own one first.
        papers: Rows and passages that tell of the like.
        standstill: Whether the machine did not run for long enough in the stretch to be compared.
    """

    asked: Stretch
    source: str
    shows: tuple[tuple[str, float], ...]
    main: tuple[str, ...]
    common: float
    matches: tuple[Match, ...]
    searched: tuple[str, ...]
    language: Language
    papers: tuple[Evidence, ...] = ()
    stood: float = 0.0
    standstill: bool = False

    @property
    def seen(self) -> tuple[Match, ...]:
        """The matches that are alike beyond chance."""
        return tuple(one for one in self.matches if one.seen)

    @property
    def verdict(self) -> Literal["standstill", "usual", "seen", "by_chance", "nothing_alike"]:
        """``by_chance``: matches are alike, but those of any stretch of the log are as good."""
        from assistant.experts.series.similar.alike import ALIKE

        if self.standstill:
            return "standstill"
        if not self.shows:
            return "usual"
        if self.seen:
            return "seen"
        alike = bool(self.matches) and self.matches[0].likeness >= ALIKE
        return "by_chance" if alike else "nothing_alike"
