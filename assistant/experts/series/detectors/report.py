"""What is told of a log: the object of ``detect --json``, the scores and the sentences. Knows no screen."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

import numpy as np

from assistant.experts.series.detectors.certificate import Certificate, certify, energy_scorer, radii
from assistant.experts.series.detectors.clock_changes import put_back
from assistant.experts.series.detectors.detection import FEWEST, LogDetection
from assistant.experts.series.detectors.episodes import Episode
from assistant.experts.series.detectors.kept import detected
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.detectors.names import Method, Regime
from assistant.experts.series.detectors.notes import clock_back, missing, notes, slow
from assistant.experts.series.detectors.protocol import Values
from assistant.experts.series.detectors.sentences import Language, explain, tell_certificate, tell_standing
from assistant.experts.series.detectors.slow import SlowChange, slow_changes
from assistant.experts.series.detectors.worth import supported_rate
from assistant.experts.series.iso_times import iso_times
from assistant.experts.series.standstill import standing_drive
from assistant.experts.series.wording import stamp

Json = dict[str, object]
_SLOW_TOLD = 3
"""Slow changes that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectionReport:
    """A log with what was found in it.

    Attributes:
        log: The sensors that were judged.
        left_out: Sensors without readings at all or in the normal rows.
        slow: The most striking slow changes that were learnt as normal, where nobody said which rows are.
    """

    log: SensorLog
    method: Method
    found: LogDetection
    left_out: tuple[str, ...]
    language: Language
    slow: tuple[SlowChange, ...] = ()

    @property
    def detectors(self) -> tuple[str, ...]:
        """Names of the detectors that were joined."""
        return tuple(member.name for member in self.found.fitted.members)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know before believing the alarms: too few normal rows, another regime, lost sensors."""
        since = [
            (name, float(np.isnan(column).mean()), self._lost_since(column))
            for name, column in zip(self.log.names, self.log.values.T, strict=True)
        ]
        rows = int(self.log.times.size)
        return (
            *notes(self.found, rows, self.language),
            *self.slow_told(f"--train-until {self.normal_until}"),
            *missing(since, self.language),
            *clock_back([self._when(place) for place in put_back(self.log.times)], self.language),
        )

    def slow_told(self, how: str) -> tuple[str, ...]:
        """The slow changes as a note.

        Args:
            how: What the user says to have them judged.
        """
        told = [
            (self.log.names[one.sensor], one.start, one.end, self._read(one.first), self._read(one.last))
            for one in self.slow
        ]
        return slow(told, how, self.language)

    @property
    def normal_until(self) -> str:
        """The last row before the slow changes, as ``train_until`` is given; empty where there are none."""
        if not self.slow:
            return ""
        first = min(one.first for one in self.slow)
        return str(first) if self.log.counted else self.log.moment(first).isoformat(timespec="minutes")

    def _read(self, place: int) -> str:
        """A row's time in a sentence, to the minute."""
        told = self._when(place)
        return told if self.log.counted or self.language == "fr" else told[:-3]

    def _lost_since(self, column: Values) -> str | None:
        """The time of a sensor's last reading, where a tenth of the log and more comes after it."""
        last = int(np.flatnonzero(np.isfinite(column))[-1])
        return self._when(last) if last < 0.9 * column.size else None

    def _when(self, place: int) -> str:
        """A row's time as the user reads it, or its number where the log has no times."""
        if self.log.counted:
            return str(int(self.log.row[place]))
        return stamp(self.log.moment(place), self.language)

    def explanation(self, number: int, *, dated: bool = True, compared: bool = True) -> str:
        """Which sensors, since when, in which way, compared with what.

        Args:
            dated: Whether it begins with the times of the range.
            compared: Whether the normal rows are told.
        """
        episode = self.found.episodes[number]
        first, last, count = self.found.trained_on
        in_a_row = last - first < count
        past = [self.found.episodes[k] for k in episode.like]
        text = explain(
            episode,
            self.log.names,
            start=self._when(episode.start_row),
            end=self._when(episode.end_row),
            normal=(self._when(first), self._when(last)) if in_a_row else count,
            past=[self._when(one.start_row) for one in past],
            language=self.language,
            dated=dated,
            counted=self.log.counted,
            compared=compared,
        )
        drive = self.standing(number)
        if drive is not None:
            text = f"{text} {tell_standing(drive, self.language)}"
        if energy_scorer(self.found.fitted) is None:
            return text
        known = self.certificate(number)
        moment = "" if known is None else self._when(known.row)
        told = tell_certificate(known, episode, self.log.names, moment=moment, language=self.language)
        return f"{text} {told}"

    def standing(self, number: int) -> str | None:
        """The current, power or speed that is near zero in most of a range: its machine may just stand."""
        episode = self.found.episodes[number]
        rows = slice(episode.start_row, episode.end_row + 1)
        place = standing_drive(self.log.names, self.log.values, rows)
        return None if place is None else self.log.names[place]

    def certificate(self, number: int) -> Certificate | None:
        """How far readings may be off before an alarm of the energy could end; None for other detectors."""
        return certify(self.found, self.log.values, self.found.episodes[number])

    def to_json(self) -> Json:
        """The object of ``assistant detect --json``."""
        holes = np.isnan(self.log.values).sum(axis=0)
        drifting = self.found.fitted.preparation.drifting
        return {
            "log": self.log.name,
            **self.log.joined_files(),
            "rows": int(self.log.times.size),
            "sensors": list(self.log.names),
            "method": self.method,
            "detectors": list(self.detectors),
            "trained_on_rows": self.found.trained_on[2],
            "false_alarm_rate": self.found.fitted.threshold.rate,
            "regime": self.found.fitted.threshold.regime,
            "independent_normal_rows": round(self.found.fitted.worth, 1),
            "supported_false_alarm_rate": float(f"{supported_rate(self.found.fitted.worth):.3g}"),
            "notes": list(self.notes),
            "drifting_sensors": [n for n, d in zip(self.log.names, drifting, strict=True) if d],
            "estimated_readings": {n: int(h) for n, h in zip(self.log.names, holes, strict=True) if h},
            "left_out": list(self.left_out),
            "anomalies": [self._anomaly(n, e) for n, e in enumerate(self.found.episodes)],
        }

    def _anomaly(self, number: int, episode: Episode) -> Json:
        return {
            "start": self.log.moment(episode.start_row).isoformat(),
            "end": self.log.moment(episode.end_row).isoformat(),
            "start_row": int(self.log.row[episode.start_row]),
            "end_row": int(self.log.row[episode.end_row]),
            "score": round(episode.score, 4),
            "p_value": float(f"{episode.p_value:.4g}"),
            "sensors": [
                {
                    "name": self.log.names[part.place],
                    "share": round(part.share, 4),
                    "direction": part.direction,
                    "mean": float(f"{part.mean:.6g}"),
                    "usual": float(f"{part.usual:.6g}"),
                    "compared_with": part.compared[0],
                    "compared_value": float(f"{part.compared[1]:.6g}"),
                    "estimated_share": round(part.imputed, 4),
                }
                for part in episode.sensors
            ],
            "like": list(episode.like),
            "standing": self.standing(number),
            **self._certified(number),
            "explanation": self.explanation(number),
        }

    def _certified(self, number: int) -> Json:
        """The certificate, told of logs that the energy judged; null where there is none."""
        if energy_scorer(self.found.fitted) is None:
            return {}
        known = self.certificate(number)
        if known is None:
            return {"certificate": None}
        return {
            "certificate": {
                "row": int(self.log.row[known.row]),
                "rows": known.rows,
                "radius": float(f"{known.radius:.4g}"),
                "together": float(f"{known.together:.4g}"),
                "constant": round(known.constant, 6),
                "alone": {
                    name: float(f"{size:.4g}")
                    for name, size in zip(self.log.names, known.alone, strict=True)
                    if np.isfinite(size)
                },
            }
        }

    def write_scores(self, file: TextIO) -> None:
        """One line a row of the source, in its order: timestamp, score, is_anomaly.

        Of a log that the energy judged also certified_radius, see ``certificate.radii``.
        """
        writer = csv.writer(file, lineterminator="\n")
        order = np.argsort(self.log.row, kind="stable")
        scores, alarm = (
            self.found.scores[order].round(6) + 0.0,
            self.found.alarm[order].astype(int),
        )  # no -0.0
        columns = [iso_times(self.log.times[order]), scores.tolist(), alarm.tolist()]
        names = ["timestamp", "score", "is_anomaly"]
        if energy_scorer(self.found.fitted) is not None:
            columns.append(radii(self.found, self.log.values)[order].round(6).tolist())
            names.append("certified_radius")
        writer.writerow(names)
        writer.writerows(zip(*columns, strict=True))


def detect_log(
    log: SensorLog,
    *,
    sensors: Sequence[str] = (),
    train_until: str | None = None,
    method: Method = "auto",
    false_alarm_rate: float = 0.01,
    regime: Regime = "bounded",
    language: Language = "en",
) -> DetectionReport:
    """Finds and explains the anomalies of a log.

    Args:
        sensors: Those to judge; all where none is named.
        train_until: How many of the first rows are normal, or the last normal day or time.

    Raises:
        LogRefused: The log is too short, a sensor is unknown or has no readings in the normal rows.
    """
    chosen = log.only(sensors) if sensors else log
    if chosen.times.size < FEWEST:
        raise LogRefused(f"{log.name} holds {chosen.times.size} rows: at least {FEWEST} are needed")
    train_rows = None if train_until is None else chosen.train_rows(train_until)
    normal = chosen.values if train_rows is None else chosen.values[:train_rows]
    held = np.isfinite(normal).sum(axis=0) >= FEWEST // 2
    if not held.any():
        raise LogRefused(f"no sensor of {log.name} has {FEWEST // 2} readings in the normal rows")
    left_out = tuple(name for name, kept in zip(chosen.names, held, strict=True) if not kept)
    if left_out and sensors:
        raise LogRefused(f"no readings in the normal rows: {', '.join(left_out)}")
    if left_out:
        chosen = chosen.only([name for name, kept in zip(chosen.names, held, strict=True) if kept])
    found = detected(
        chosen.values,
        train_rows=train_rows,
        method=method,
        false_alarm_rate=false_alarm_rate,
        regime=regime,
        breaks=chosen.interruptions(),
    )
    left_out = (*(() if sensors else log.silent), *left_out)
    slow = slow_changes(chosen.values, found.alarm)[:_SLOW_TOLD] if train_rows is None else ()
    return DetectionReport(
        log=chosen, method=method, found=found, left_out=left_out, language=language, slow=slow
    )
