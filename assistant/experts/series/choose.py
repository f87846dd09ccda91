"""Which logs a question is about, of those there are. Knows names and what logs cover, no values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.series.cues import WORDS, find_cues
from assistant.experts.series.lexicon import VOCABULARY, quantity_of_tag
from assistant.experts.series.meanings import find_meanings
from assistant.experts.series.mentions import SensorLink
from assistant.experts.series.names import LogNames
from assistant.experts.series.plan import Plan, Problem
from assistant.experts.series.question import QuestionWords
from assistant.experts.series.sensors import link_sensors
from assistant.experts.series.times import Times
from assistant.experts.series.tokens import fold
from assistant.experts.series.window import resolve
from assistant.words import STOP_WORDS

CUE_WORDS = WORDS | STOP_WORDS
"""Words that are part of how questions are put."""

_EVERY_LOG = re.compile(
    r"\b(?:all|each|every|tous|toutes|chaque) (?:of )?(?:the |les )?(?:\w+ )?"
    r"(?:tests?|runs?|logs?|files|essais?|fichiers)\b"
)
_PLACES = frozenset("bottom floor phase top upper lower front rear first second premier premiere".split())
"""Words that may tell one sensor from another as well as say what is asked."""


_REPLYING = STOP_WORDS | frozenset(
    "log file one that in from csv celui celle enregistrement fichier le la les du de d l dans".split()
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The logs a question is about, in the order named, or why that cannot be told.

    Attributes:
        many: True where it asks which of the logs, or of all of them.
        from_previous: True where the log is that of the turn before.
    """

    logs: tuple[LogNames, ...]
    problem: Problem | None = None
    many: bool = False
    from_previous: bool = False


def sensors_of(words: QuestionWords, log: LogNames, previous: Plan | None = None) -> SensorLink:
    """The sensors of a log that the question names."""
    lent = frozenset(h for s in (previous.operand.sensors if previous else ()) for h in s.heads)
    if find_meanings(words.folded, taken=words.characters(_names_else(words, log))).any("warm"):
        lent = frozenset({"temperature"})
    strange = {i for tag in words.tags for i in tag.places if not _is_instrument(tag.name, log)}
    has_level = any("level" in sensor.concepts for sensor in log.sensors)
    taken = words.taken | words.timed | strange | (frozenset() if has_level else words.changing)
    cues = CUE_WORDS | _asking(words)
    own = words.link.named
    found = link_sensors(words.text, words.tokens, taken, log, cues=cues, lent=lent, own=own)
    if not (found.mentions or found.unknown) and words.link.marked:
        again = taken - words.link.marked  # the kettle of kettle_log.csv is its sensor, too
        both = link_sensors(words.text, words.tokens, again, log, cues=cues, lent=lent, own=own)
        found = both if both.mentions and not both.unknown else found
    worded = (words.changing | words.worded) - taken
    named = any(worded & m.places for m in found.mentions)
    if not worded or not (named or found.unknown):
        return found
    plain = link_sensors(words.text, words.tokens, taken | worded, log, cues=cues, lent=lent, own=own)
    return plain if plain.mentions and len(plain.unknown) <= len(found.unknown) else found


def _names_else(words: QuestionWords, log: LogNames) -> frozenset[int]:
    """Words of sensors that measure no temperature: the ``Chaufferie`` of a log of energy asks for none."""
    names = {token for s in log.measures if "temperature" not in s.heads for token in s.tokens}
    return frozenset(i for i, token in enumerate(words.tokens) if token.text in names)


def _asking(words: QuestionWords) -> frozenset[str]:
    """Words of the question that say what is asked, and so do not narrow a sensor's name down."""
    spoken = {i for a, b in find_meanings(words.folded).spans for i in words.within(a, b)}
    return frozenset(words.tokens[i].text for i in spoken) - VOCABULARY - _PLACES


def _is_instrument(tag: str, log: LogNames) -> bool:
    """True where an identifier is one of the log's instrument tags, or reads like an instrument's."""
    letters = tag.split("-")[0]
    if letters.isalpha() and quantity_of_tag(letters) is not None:
        return True
    plain = tag.replace("-", "").lower()
    return any("".join(s.tag or s.tokens).startswith(plain) for s in log.sensors)


def choose_logs(
    words: QuestionWords,
    logs: Sequence[LogNames],
    previous: Plan | None,
    spoken: LogNames | None = None,
) -> Choice:
    """Picks the logs: those named; else those of the turn before; else those with the sensors named.

    Args:
        words: The question.
        logs: Those there are.
        previous: Plan of the turn before.
        spoken: The log spoken of last in the conversation, taken where several fit alike.
    """
    link = words.link
    if link.groups:
        files = _files(link.groups[0], logs) if len(link.groups) == 1 and _over_logs(words) else ()
        if len(files) > 1:
            return Choice(files, many=True)
        return Choice(tuple(dict.fromkeys(_best(words, group)[0] for group in link.groups)))
    if link.missing:
        return Choice((), Problem(kind="no_log", what=", ".join(link.missing), logs=tuple(logs)))
    if previous is not None and not link.named:
        before = tuple(dict.fromkeys(o.log for o in previous.operands))
        own = sensors_of(words, before[0], previous)
        if not own.unknown or not any(sensors_of(words, log).mentions for log in logs):
            return Choice(before[:1] if len(before) > 1 and words.times else before, from_previous=True)
    each = _over_logs(words)
    best = _best(words, _files(link.candidates, logs) if each else link.candidates)
    if len(best) > 1 and each:
        return Choice(best, many=True)
    if len(best) > 1 and len({log.ref.equipment or log.ref.source for log in best}) > 1:
        again = tuple(log for log in best if spoken is not None and log.ref.id == spoken.ref.id)
        if again and not link.named:
            return Choice(again, from_previous=True)
        measured = any(not m.sensors[0].is_flag for m in sensors_of(words, best[0]).mentions)
        problem = Problem(kind="which_log", logs=best) if measured or link.named else None
        return Choice(best[:1], problem)
    return Choice((max(best or link.candidates, key=lambda log: log.ref.row_count),))


def _files(chosen: Sequence[LogNames], logs: Sequence[LogNames]) -> tuple[LogNames, ...]:
    """The logs of single files, those that a joined one holds too: "which log" asks for these."""
    wanted = {log.ref.id for log in chosen} | {part.id for log in chosen for part in log.parts}
    return tuple(log for log in logs if log.ref.id in wanted and not log.parts)


def _over_logs(words: QuestionWords) -> bool:
    each = find_cues(words.folded).of("each")
    return any(cue.value == "log" for cue in each) or bool(_EVERY_LOG.search(words.folded))


def _best(words: QuestionWords, logs: Sequence[LogNames]) -> tuple[LogNames, ...]:
    """The logs whose sensors the question names best, and that cover the time it names."""
    if len(logs) == 1:
        return tuple(logs)
    links: dict[tuple[str, ...], SensorLink] = {}
    ranked: list[tuple[float, LogNames]] = []
    for log in logs:
        names = tuple(s.sensor.name for s in log.sensors)
        key = names + tuple(word for s in log.sensors for word in sorted(s.implied))
        if key not in links:
            links[key] = sensors_of(words, log)
        ranked.append((links[key].quality, log))
    top = max(quality for quality, _ in ranked)
    best = [log for quality, log in ranked if quality > top - 0.05]
    if words.times:
        best = [log for log in best if _covered(words.times, log)] or best
    joined = {part.id for log in best for part in log.parts}
    return tuple(log for log in best if log.ref.id not in joined)


def _covered(times: Times, log: LogNames) -> bool:
    try:
        windows = resolve(times, log.ref.start, log.ref.end)
    except ValueError:
        return False
    return all(w.overlaps(log.ref.start, log.ref.end) for w in windows)


def logs_called(words: str, logs: Sequence[LogNames]) -> tuple[LogNames, ...]:
    """The logs whose file name holds what a short reply says: ``T2`` of ``T2_scada.csv``."""
    said = "".join(word for word in re.findall(r"[^\W_]+", fold(words)) if word not in _REPLYING)
    if not said:
        return ()
    return tuple(log for log in logs if said in re.sub(r"[\W_]+", "", fold(log.ref.source.split("/")[-1])))
