"""Read a question into a plan over the logs there are. Knows words and names, runs no query."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.experts.series import lexicon
from assistant.experts.series.belonging import EquipmentOf, belonging
from assistant.experts.series.choose import CUE_WORDS, Choice, choose_logs, sensors_of
from assistant.experts.series.conditions import bare_limit, find_limits
from assistant.experts.series.cues import find_cues, is_yes_no, plain_spans
from assistant.experts.series.future_intent import forecast_plan
from assistant.experts.series.future_words import Future, find_future, follows_forecast
from assistant.experts.series.intent import decide
from assistant.experts.series.meaning_plan import is_mean, told_by_meaning
from assistant.experts.series.meanings import find_meanings
from assistant.experts.series.mentions import SensorLink
from assistant.experts.series.names import LogNames
from assistant.experts.series.plan import Plan, Problem, Reading
from assistant.experts.series.question import QuestionWords, take_apart, unused_value
from assistant.experts.series.sensors import link_sensors
from assistant.experts.series.situation import Situation
from assistant.experts.series.tokens import fold, tokenise
from assistant.experts.series.window import Window, both_sides, resolve
from assistant.language import detect_language
from assistant.words import STOP_WORDS

_FOREIGN = frozenset(
    (
        "alarm alarme alarmes alarms alert alerte alertes alerts allowed amdec approve calibrated"
        " calibration checklist clause code codes component components corrective cost costs cout document"
        " drawing etalonnage failure failures fired fmea instruction intervention interventions labor"
        " labour maintenance manual manufacturer mapping mode modes norm note notes order orders ot ots"
        " page permitted preventive price priority prix procedure rapport recommande recommended regle"
        " report reports required revision rpn rule rules serial setting settings seuil severity spare"
        " standard stock supplier technician technicians technicien triggered valve vanne wo work wos"
        " written"
    ).split()
)
"""Words of other sources: work orders, alarms, rules, stock, drawings."""
_NORMATIVE = re.compile(
    r"\b(?:must|should|shall|supposed to|have to|has to|may we|doit|doivent|devons|devrait|faut|a respecter"
    r"|autorise\w*|exige\w*|requis\w*|que (?:faire|signifie\w*|veut dire)|quoi faire"
    r"|comment (?:faire|corriger|reparer|regler)|what (?:to|can (?:i|we)|do (?:i|we)) do"
    r"|how (?:to|do (?:i|we)|can (?:i|we)))\b"
    r"|\bwhat (?:does|do)\b[^?]*\bmean\b"
)
_OF_MACHINE = 0.9
"""How surely a value that a machine's own sensor is said to pass is one of the log."""
_OF_ANOTHER = 0.65
"""How surely a bare quantity is one of the log where a word beside it may name something else."""
_OF_READINGS = frozenset("max min mean std median percentile range change slope".split())
"""Statistics that are asked of readings."""
_WHY = re.compile(r"\b(?:why|pourquoi|root cause|cause racine|reason for|raison d[eu])\b")
_WHO = re.compile(r"\b(?:who|qui a)\b")
_LOG_REPORTS = frozenset("anomalies changes gaps step coverage sensors rows missing stuck unit".split())


@dataclass(frozen=True, slots=True)
class Understood:
    """A reading, with the unit that the question says the log is in."""

    reading: Reading
    stated_unit: str | None = None


def read(
    text: str,
    logs: Sequence[LogNames],
    *,
    previous: Plan | None = None,
    equipment_of: EquipmentOf | None = None,
    spoken: LogNames | None = None,
) -> Understood:
    """Reads a question.

    Args:
        text: The question, English or French.
        logs: Logs that it may be about.
        previous: Plan of the turn before, from which what is unsaid is taken.
        equipment_of: Tells a sensor's equipment.
        spoken: The log spoken of last in the conversation, before other turns.
    """
    if not logs:
        return Understood(Reading(plan=None, problem=None, explained=0.0, anchored=0.0))
    future = find_future(text) or follows_forecast(text, previous)
    if future is not None:
        ahead = _read(future.text, logs, previous, equipment_of, future, spoken)
        if ahead.reading.plan is not None or ahead.reading.problem is not None:
            return ahead
    return _read(text, logs, previous, equipment_of, None, spoken)


def _read(
    text: str,
    logs: Sequence[LogNames],
    previous: Plan | None,
    equipment_of: EquipmentOf | None,
    future: Future | None,
    spoken: LogNames | None,
) -> Understood:
    words = take_apart(text, logs)
    choice = choose_logs(words, logs, previous, spoken)
    if not choice.logs:
        return Understood(_without_log(words, choice, follows=previous is not None))
    return Understood(_attempt(words, choice, previous, equipment_of, future), words.stated_unit)


def _attempt(
    words: QuestionWords,
    choice: Choice,
    previous: Plan | None,
    equipment_of: EquipmentOf | None,
    future: Future | None,
) -> Reading:
    """The reading for the chosen logs."""
    log = choice.logs[0]
    link = sensors_of(words, log, previous)
    if not link.mentions and link.unknown and len(choice.logs) == 1:
        link = _energy(words, log, link)
    context = previous.operand.window if previous is not None else None
    try:
        windows = resolve(words.times, log.ref.start, log.ref.end, context=context)
        windows = both_sides(windows, words.folded, log.ref.start)
    except ValueError:
        wrong = Problem(kind="no_date", logs=choice.logs)
        return Reading(plan=None, problem=wrong, explained=1.0, anchored=0.6)
    same_log = previous is not None and previous.operand.log.ref.id == log.ref.id
    complete = bool(words.link.groups and link.mentions)
    if previous is not None and same_log and not words.times and not complete:
        windows = (previous.operand.window,)
    told = None
    situation, marked = _situation(words, choice, link, windows, previous, ahead=future is not None)
    if future is not None:
        plan = forecast_plan(situation, future, timed=bool(words.times))
    else:
        plan = decide(situation)
        told = told_by_meaning(
            words,
            situation,
            plan,
            unread=lambda more: len(_explained(words, marked | more, None, follows=True)[1]),
        )
        if told is not None:
            plan = told.plan
            marked |= {i for i in told.places if words.tokens[i].text not in _FOREIGN}
    if plan is not None and link.loose and not _is_asked(plan, situation):
        plan, told = None, None
    belongs, related = belonging(words, plan, link, equipment_of)
    if plan is not None and any(c.said in ("running", "off") for c in plan.conditions):
        marked |= {
            i for i, t in enumerate(words.tokens) if lexicon.concepts((t.text,))[0] in lexicon.EQUIPMENT
        }
    explained, left = _explained(words, marked | related, link, follows=previous is not None)
    anchored = _anchor(words, choice, link, windows)
    if plan is not None:
        named = bool(words.link.named or situation.mentions)
        anchored = _of_plan(anchored, plan, choice, named=named, equipped=bool(related))
    if _may_be_another(words, link, left):
        anchored *= _OF_ANOTHER
    problem = _problem(words, choice, link, situation, plan)
    if plan is not None:
        guessed = (told is not None and not told.sure) or _is_guessed(plan, situation)
        unread = left[0] if left and guessed else unused_value(words, left, link.marked)
        which = Problem(kind="which_measure", what=unread, logs=choice.logs) if unread else None
        problem = problem or _lacking(plan) or belongs or which
    else:
        problem = problem or belongs
    return Reading(
        plan=None if problem is not None else plan,
        problem=problem,
        explained=explained,
        anchored=anchored * _temper(words.folded, persons=told is None or not told.sure),
        inherited=("log",) if choice.from_previous else (),
        unexplained=left,
        aside=_aside(words),
    )


def _may_be_another(words: QuestionWords, link: SensorLink, left: Sequence[str]) -> bool:
    """True where a quantity alone is named beside a word that nobody knows: that of something else here.

    ``mean temperature of the jacuzzi`` is not that of a log's only thermometer, which is in the ice.
    """
    if words.link.named or link.loose or not link.mentions:
        return False
    said = {words.tokens[i].text for m in link.mentions for i in m.places}
    bare = set(lexicon.concepts(tuple(said))) <= lexicon.QUANTITIES
    return bare and any(word.isalpha() and len(word) > 3 for word in left)


def _aside(words: QuestionWords) -> str:
    """The occasion as the question writes it."""
    inside = [words.tokens[i] for i in sorted(words.occasion - words.dated)]
    return words.text[inside[0].start : inside[-1].end] if inside else ""


def _problem(
    words: QuestionWords, choice: Choice, link: SensorLink, situation: Situation, plan: Plan | None
) -> Problem | None:
    """Why the logs cannot answer, where that can be told from names and coverage."""
    nameplate = situation.cues.has("nameplate")
    if nameplate and (link.unknown or plan is None or plan.operation in ("summary", "rows")):
        return Problem(kind="nameplate", what=words.text, logs=choice.logs) if words.link.named else None
    if link.unknown and not (plan is not None and plan.operation in ("sensors", "coverage", "step")):
        return Problem(kind="no_sensor", what=link.unknown[0], logs=choice.logs)
    if choice.problem is not None:
        return choice.problem
    for operand in plan.operands if plan is not None else ():
        ref = operand.log.ref
        if not operand.window.overlaps(ref.start, ref.end):
            return Problem(kind="outside", logs=(operand.log,), window=operand.window)
    return None


def _is_asked(plan: Plan, situation: Situation) -> bool:
    """True where a word that is said of readings alone asks for the plan: no sensor's quantity was named.

    ``which oil for the hub?`` names the oil and the hub of a log, and asks for neither's mean.
    """
    if plan.conditions:
        return bool(situation.limits) or any(c.said == "running" for c in plan.conditions)
    if plan.operation == "value_at":
        return True
    compared = plan.combine is not None and len(situation.windows) > 1
    return compared or bool(set(plan.statistics) & _OF_READINGS & set(situation.statistics))


def _is_guessed(plan: Plan, situation: Situation) -> bool:
    """True where no word asks for the mean that the plan tells: it may be the answer to anything."""
    return is_mean(plan) and not situation.statistics and not situation.cues.has("compare")


def _lacking(plan: Plan) -> Problem | None:
    """Where one of several logs has no such sensor."""
    for operand in plan.operands:
        own = {s.sensor.name for s in operand.log.sensors}
        for sensor in (*operand.sensors, *(c.sensor for c in plan.conditions)):
            if sensor.sensor.name not in own:
                return Problem(kind="no_sensor", what=sensor.label, logs=(operand.log,))
    return None


def _without_log(words: QuestionWords, choice: Choice, *, follows: bool) -> Reading:
    """Equipment or a file without a log was named; ``follows`` where the turn before was about signals."""
    concepts = set(lexicon.concepts(tuple(t.text for t in words.tokens)))
    measured = bool(concepts & lexicon.QUANTITIES)
    cues = find_cues(words.folded, taken=words.characters(words.taken))
    marked = {i for cue in cues.found for i in words.within(cue.start, cue.end)}
    named = {
        i for i, t in enumerate(words.tokens) if lexicon.concepts((t.text,))[0] in lexicon.PHRASES.values()
    }
    explained, left = _explained(words, marked | named, None, follows=follows)
    state = any(cues.has(slot) for slot in ("start", "stop", "running", "off", "energy"))
    anchored = 0.9 if measured or follows or state else 0.3
    return Reading(
        plan=None,
        problem=choice.problem,
        explained=explained,
        anchored=anchored * _temper(words.folded),
        unexplained=left,
    )


def _energy(words: QuestionWords, log: LogNames, link: SensorLink) -> SensorLink:
    """``energy`` of a log without an energy sensor is asked of its power sensor."""
    if not all(re.search(r"energ|volume", fold(what)) for what in link.unknown):
        return link
    swapped = re.sub(r"\b(?:energy|energie)\b", "power", words.folded)
    swapped = re.sub(r"\bvolume\b", "flow", swapped)
    tokens = tokenise(swapped)
    if len(tokens) != len(words.tokens):
        return link
    again = link_sensors(swapped, tokens, words.taken, log, cues=CUE_WORDS)
    return SensorLink(again.mentions, (), frozenset()) if again.mentions and not again.unknown else link


def _situation(
    words: QuestionWords,
    choice: Choice,
    link: SensorLink,
    windows: tuple[Window, ...],
    previous: Plan | None,
    *,
    ahead: bool,
) -> tuple[Situation, set[int]]:
    """The situation for ``decide`` and the tokens that it explains."""
    busy = words.taken - words.unit_places
    french = detect_language(words.text) == "fr"
    limits, lasting = find_limits(words.folded, taken=words.characters(busy | _verbatim(link)), french=french)
    if not limits and (
        ahead or find_meanings(words.folded, taken=words.characters(busy | link.marked)).any("cross")
    ):
        spare = bare_limit(words.folded, taken=words.characters(busy | _verbatim(link)), french=french)
        limits = () if spare is None else (spare,)
    said = [(x.start, x.end) for x in limits] + [(x.start, x.end) for x in lasting]
    spoken = busy | link.marked | {i for start, end in said for i in words.within(start, end)}
    cues = find_cues(words.folded, taken=words.characters(spoken | words.unit_places))
    situation = Situation(
        logs=choice.logs,
        mentions=link.mentions,
        windows=windows,
        cues=cues,
        limits=limits,
        lasting=lasting,
        tokens=words.tokens,
        yes_no=is_yes_no(words.folded),
        unit=words.unit,
        top=_top(words.folded),
        previous=previous,
        many=choice.many,
        short="shortest" in words.folded or "plus court" in words.folded,
    )
    marked = set(spoken) | set(words.unit_places)
    for cue in cues.found:
        marked |= words.within(cue.start, cue.end)
    return situation, marked


def _verbatim(link: SensorLink) -> set[int]:
    """Tokens of tags, whose numbers are no limits."""
    return {i for m in link.mentions for i in m.places if m.quality == 1.0 and m.sensors[0].tag}


def _of_plan(anchored: float, plan: Plan, choice: Choice, *, named: bool, equipped: bool) -> float:
    """How surely a question is about a log here, once it is known what it asks.

    Args:
        named: Whether it names a log or a sensor.
        equipped: Whether it names equipment whose sensors the log holds.
    """
    if plan.operation in _LOG_REPORTS and not named:
        return max(anchored * (1.0 if choice.from_previous else 0.6), _abnormal_anchor(plan, equipped))
    return max(anchored, _OF_MACHINE) if equipped and named and plan.conditions else anchored


def _abnormal_anchor(plan: Plan, equipped: bool) -> float:
    """How surely a question after what is abnormal is one for a log, where it names no sensor and no log.

    Args:
        equipped: Whether it names equipment whose sensors the log holds.
    """
    if plan.operation != "anomalies":
        return 0.0
    if equipped:
        return 0.9
    return {"order": 0.8, "before_stop": 0.55}.get(plan.ask, 0.0)


def _top(folded: str) -> int:
    count = r"(\d{1,2}|two|three|four|five|deux|trois|quatre|cinq)"
    what = r"(?:highest|lowest|largest|hottest|days|jours|hours|heures|best|worst|plus)"
    match = re.search(rf"\b(?:top|les|the) {count} (?:\w+ )?{what}", folded)
    match = match or re.search(r"\btop (\d{1,2})\b", folded)
    names = {"two": 2, "three": 3, "four": 4, "five": 5, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5}
    return 1 if match is None else names.get(match[1]) or int(match[1])


def _explained(
    words: QuestionWords, marked: set[int], link: SensorLink | None, *, follows: bool
) -> tuple[float, tuple[str, ...]]:
    """Share of the content words that the reading uses, and those it does not use.

    An unused word weighs one and a half, a word that belongs to other sources (work orders, rules) five.
    """
    plain = {i for a, b in plain_spans(words.folded) for i in words.within(a, b)}
    used = marked | words.dated | words.link.marked | words.occasion | (link.marked if link else frozenset())
    held, left, weight = 0.0, [], 0.0
    for i, token in enumerate(words.tokens):
        if i in used:
            held += token.text not in STOP_WORDS or i in marked
        elif token.text in STOP_WORDS or i in plain or (len(token.text) == 1 and not token.is_number):
            continue
        else:
            left.append(token.text)
            weight += 5.0 if token.text in _FOREIGN else 1.5
    if not held:
        return float(follows and not left), tuple(left)
    return held / (held + weight), tuple(left)


def _temper(folded: str, *, persons: bool = True) -> float:
    """Less for questions that signals cannot answer: what must be, why something is, and who did it.

    Args:
        persons: False where ``who`` is one of two sensors (who moves first?).
    """
    if _NORMATIVE.search(folded):
        return 0.4
    return 0.55 if _WHY.search(folded) or (persons and _WHO.search(folded)) else 1.0


def _anchor(words: QuestionWords, choice: Choice, link: SensorLink, windows: tuple[Window, ...]) -> float:
    """How surely the question is about a log that is here."""
    if words.link.groups or choice.from_previous:
        return 1.0
    if words.link.named:
        return 0.97
    log = choice.logs[0].ref
    exact = any(m.quality >= 0.99 and len(m.sensors) == 1 and m.end - m.begin > 1 for m in link.mentions)
    inside = bool(words.times) and all(w.overlaps(log.start, log.end) for w in windows)
    if link.loose:
        return 0.85 if inside else 0.65
    if link.mentions and inside:
        return 0.95
    if exact:
        return 0.85
    if link.mentions:
        return 0.7
    return 0.6 if inside else 0.4


def scoped(plan: Plan, window: Window) -> Plan:
    """The plan within a scope's dates, where the question names no time itself."""
    operands = tuple(replace(o, window=window) if o.window.whole else o for o in plan.operands)
    return replace(plan, operands=operands)
