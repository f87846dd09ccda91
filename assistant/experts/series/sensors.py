"""Which sensors of a log a question names, and which it names that are not there. Knows names, no values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.experts.series import lexicon
from assistant.experts.series.names import LogNames, SensorName
from assistant.experts.series.tokens import Token, near, plain_tokens

_CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,4}(?![A-Za-z0-9])")
"""A short form that stands apart in a name."""
_GLUE = frozenset("of the de du des d la le l les to a au aux s in our".split())
_AND = frozenset("and et or ou vs versus with avec than que against".split())
_ADJECTIVES = frozenset(
    "moyenne moyen maximale maximal minimale minimal maximum minimum mediane max min mean average".split()
)
_UNITS = frozenset({"kw", "kilowatt", "kilowatts", "gpm", "rpm", "volt", "volts", "amp", "amps"})
_VERB_ENDS = ("ed", "ing", "ly", "ement", "ent", "ait", "aient", "er", "ez")
_PLAIN_CURRENT = frozenset(
    "value values reading readings status state time day date month week year level".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the question that names sensors.

    Attributes:
        begin, end: Indices of its tokens, ``[begin, end)``.
        sensors: The sensors that fit best; several where the words fit several alike.
        quality: 0 to 1: how much of the words and of the name agree.
    """

    begin: int
    end: int
    sensors: tuple[SensorName, ...]
    quality: float
    places: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SensorLink:
    """All sensors that a question names in one log.

    Attributes:
        unknown: What is named like a sensor and is not in the log, as the question writes it.
    """

    mentions: tuple[Mention, ...]
    unknown: tuple[str, ...]
    marked: frozenset[int]

    @property
    def quality(self) -> float:
        """Quality of all mentions together, less for each unknown one."""
        return sum(m.quality for m in self.mentions) - len(self.unknown)


@dataclass(frozen=True, slots=True)
class _Word:
    concept: str
    begin: int
    end: int
    known: bool


def link_sensors(
    text: str,
    tokens: Sequence[Token],
    taken: frozenset[int],
    log: LogNames,
    *,
    cues: frozenset[str],
    lent: frozenset[str] = frozenset(),
) -> SensorLink:
    """Finds the sensors of ``log`` that a question names.

    Args:
        text: The question as written.
        taken: Indices of tokens that mean something else (dates, logs).
        lent: What the sensor of the turn before measures: ``and for the DE bearing?`` is its temperature.
        cues: Words that are part of how questions are put and never of a sensor's name.
    """
    linker = _Linker(text, tokens, taken, log, cues, lent)
    mentions = linker.verbatim()
    used = {i for m in mentions for i in m.places}
    words = linker.words(used)
    segments = _segments(words, tokens)
    found, unknown, marked = linker.match(segments)
    for tag, places in linker.strange_tags(used | marked):
        unknown.append(tag)
        marked |= places
    told = {sensor.sensor.name for m in mentions for sensor in m.sensors}
    found = [m for m in found if not any(s.sensor.name in told for s in m.sensors)]
    every = tuple(sorted((*mentions, *found), key=lambda m: m.begin))
    return SensorLink(every, tuple(dict.fromkeys(unknown)), frozenset(used | marked))


@dataclass(frozen=True, slots=True)
class _Linker:
    text: str
    tokens: Sequence[Token]
    taken: frozenset[int]
    log: LogNames
    cues: frozenset[str]
    lent: frozenset[str]

    def verbatim(self) -> list[Mention]:
        """Whole names and tags as printed, such as ``TT-101`` or ``Spd80mN``."""
        texts = [token.text for token in self.tokens]
        aliases = [(alias, s) for s in self.log.sensors for alias in {s.tokens, s.tag, plain_tokens(s.label)}]
        found: list[Mention] = self._short_forms()
        for alias, sensor in sorted(aliases, key=lambda item: -len(item[0])):
            if len(alias) < 2 or not any(word[0].isdigit() for word in alias):
                continue
            for at in range(len(texts) - len(alias) + 1):
                places = frozenset(range(at, at + len(alias)))
                if tuple(texts[at : at + len(alias)]) == alias and not any(places & m.places for m in found):
                    found.append(Mention(at, at + len(alias), (sensor,), 1.0, places))
        return found

    def _short_forms(self) -> list[Mention]:
        """Capitals that are all that one name says, such as the ``DO`` of ``AIT305_DO_mgl``."""
        holders: dict[str, list[SensorName]] = {}
        for sensor in self.log.measures:
            for part in set(_CAPITALS.findall(sensor.label)):
                if sensor.concepts == {part.lower()}:
                    holders.setdefault(part, []).append(sensor)
        found: list[Mention] = []
        for at, token in enumerate(self.tokens):
            named = holders.get(self.text[token.start : token.end], [])
            if len(named) == 1 and at not in self.taken and not self.text.isupper():
                found.append(Mention(at, at + 1, (named[0],), 1.0, frozenset((at,))))
        return found

    def strange_tags(self, used: set[int]) -> list[tuple[str, set[int]]]:
        """Instrument tags that the log does not have."""
        found: list[tuple[str, set[int]]] = []
        for at, (letters, digits) in enumerate(pairwise(self.tokens)):
            places = {at, at + 1}
            gap = self.text[letters.end : digits.start]
            tag = lexicon.quantity_of_tag(letters.text) if letters.text.isalpha() else None
            if tag is None or not re.fullmatch(r"\d{2,5}", digits.text) or gap not in ("", "-", "_", " "):
                continue
            if gap == " " and not self.text[letters.start : letters.end].isupper():
                continue
            if not places & (self.taken | used):
                after = self.tokens[at + 2 : at + 3]
                if after and after[0].start == digits.end and len(after[0].text) == 1:
                    places.add(at + 2)
                found.append((self.text[letters.start : self.tokens[max(places)].end].upper(), places))
        return found

    def words(self, used: set[int]) -> list[_Word | None]:
        """Concepts of the question's words in order; None where a word breaks a name."""
        vocabulary = self.log.vocabulary
        names = (
            frozenset(token for sensor in self.log.sensors for token in sensor.tokens) | lexicon.VOCABULARY
        )
        found: list[_Word | None] = []
        gone = self.taken | used
        texts = tuple("" if i in gone else token.text for i, token in enumerate(self.tokens))
        for concept, begin, end in lexicon.spans(texts):
            if set(range(begin, end)) & gone:
                found.append(None)
                continue
            text = self.tokens[begin].text
            if text in _UNITS and begin and self.tokens[begin - 1].is_number:
                found.append(None)
                continue
            if (
                concept not in vocabulary
                and concept not in lexicon.PHRASES.values()
                and text not in self.cues
            ):
                slip = near(text, names)
                if slip is not None:
                    concept = lexicon.concepts((slip,))[0]
            if self._plain_word(concept, begin, end):
                found.append(_Word("", begin, end, known=False))
                continue
            kin = lexicon.KIN.get(concept, frozenset())
            height = self.log.has_heights and lexicon.is_height(tuple(concept.split()))
            known = concept in vocabulary or bool(kin & vocabulary) or height
            found.append(_Word(concept, begin, end, known=known))
        return found

    def _plain_word(self, concept: str, begin: int, end: int) -> bool:
        """True where a word that could be a quantity is everyday language (``current value``)."""
        following = self.tokens[end].text if end < len(self.tokens) else ""
        before = self.tokens[begin - 1].text if begin else ""
        text = self.tokens[begin].text
        if concept == "current" and concept not in self.log.vocabulary:
            adjective = text == "current" and following in self.cues
            return adjective or following in _PLAIN_CURRENT or following in lexicon.QUANTITIES
        if text == "couple":
            return following == "of"
        if concept == "level" and concept not in self.log.vocabulary:
            return before in ("what", "which", "a") or following == "of"
        if concept == "difference" or text in ("difference", "ecart"):
            return True
        if text in ("state", "states"):
            return following in ("the", "which", "what") or begin == 0
        return text == "effort" or (text == "direction" and before in ("which", "what"))

    def match(self, segments: Sequence[list[_Word]]) -> tuple[list[Mention], list[str], set[int]]:
        """Sensors of each segment; ``supply and return temperature`` lends the first its head."""
        mentions: list[Mention] = []
        unknown: list[str] = []
        marked: set[int] = set()
        for position, segment in enumerate(segments):
            follower = segments[position + 1] if position + 1 < len(segments) else None
            lent = self._lent(segment, follower)
            if not self._has_head(segment) and not lent:
                continue
            for part in self._split(segment):
                self._match_part(part, lent, mentions, unknown, marked)
        return mentions, unknown, marked

    def _match_part(
        self,
        part: list[_Word],
        lent: str | None,
        mentions: list[Mention],
        unknown: list[str],
        marked: set[int],
    ) -> None:
        places = {i for word in part for i in range(word.begin, word.end)}
        strange = self._modifiers(part)
        best, quality, complete = self._best([w.concept for w in part] + ([lent] if lent else []))
        missing = [w for w in part if not w.known and w.concept in lexicon.QUANTITIES]
        if strange or missing or not complete or not best:
            first, last = min(places | strange), max(places | strange)
            unknown.append(self.text[self.tokens[first].start : self.tokens[last].end])
            marked.update(places | strange)
            return
        marked.update(places)
        mentions.append(Mention(part[0].begin, part[-1].end, best, quality, frozenset(places)))

    def _has_head(self, segment: Sequence[_Word]) -> bool:
        heads = {head for sensor in self.log.sensors for head in sensor.heads}
        return any(word.concept in lexicon.QUANTITIES or word.concept in heads for word in segment)

    def _lent(self, segment: Sequence[_Word], follower: Sequence[_Word] | None) -> str | None:
        if self._has_head(segment):
            return None
        if follower is None:
            return next(iter(sorted(self.lent)), None)
        between = [self.tokens[i].text for i in range(segment[-1].end, follower[0].begin)]
        if not between or not set(between) <= (_AND | _GLUE) or not set(between) & _AND:
            return None
        return next((w.concept for w in follower if w.concept in lexicon.QUANTITIES), None)

    def _split(self, segment: list[_Word]) -> list[list[_Word]]:
        """Two names that stand side by side are taken apart where no sensor holds all the words."""
        if self._best([w.concept for w in segment])[2]:
            return [segment]
        for at in range(1, len(segment)):
            left, right = segment[:at], segment[at:]
            if all(
                self._has_head(part) and self._best([w.concept for w in part])[2] for part in (left, right)
            ):
                return [left, right]
        return [segment]

    def _best(self, wanted: Sequence[str]) -> tuple[tuple[SensorName, ...], float, bool]:
        """The sensors that hold most of the wanted concepts, and whether they hold all of them."""
        asked = set(wanted)
        all_tokens = {token.text for token in self.tokens}
        ranked: list[tuple[float, float, int, SensorName]] = []
        for sensor in self.log.sensors:
            own = sensor.concepts | sensor.implied
            exact = asked & own
            related = {c for c in asked - own if lexicon.KIN.get(c, frozenset()) & own}
            if not (exact | related) or not any(
                c in sensor.heads or lexicon.KIN.get(c, frozenset()) & sensor.heads for c in exact | related
            ):
                continue
            media = {c for c in asked - exact - related if c in lexicon.MEDIA}
            held = len(exact) + 0.7 * len(related) + 0.75 * len(media)
            recall = len(exact | related) / max(len(sensor.concepts), 1)
            ranked.append((held / len(asked), min(1.0, recall), len(all_tokens & set(sensor.tokens)), sensor))
        if not ranked:
            return (), 0.0, False
        ranked.sort(key=lambda item: (-item[0], -item[1], item[3].is_flag, -item[2]))
        precision, recall, shared, _ = ranked[0]
        tied = tuple(s for p, r, n, s in ranked if (p, r, n) == (precision, recall, shared))
        return tied, precision * (0.5 + 0.5 * recall), precision > 0.69

    def _modifiers(self, part: Sequence[_Word]) -> set[int]:
        """Places of words that narrow the name down and that no sensor of the log has."""
        places: set[int] = set()
        at = part[0].begin - 1
        if at >= 0 and self._narrows(at):
            places.add(at)
        end = part[-1].end
        glue = 0
        while end < len(self.tokens) and self.tokens[end].text in _ADJECTIVES:
            end += 1
        while end < len(self.tokens) and self.tokens[end].text in _GLUE and glue < 3:
            end, glue = end + 1, glue + 1
        if (
            glue
            and end < len(self.tokens)
            and self._narrows(end)
            and self.tokens[end].text in lexicon.VOCABULARY
        ):
            places.add(end)
        return places

    def _narrows(self, at: int) -> bool:
        token = self.tokens[at]
        if at in self.taken or token.text in self.cues or token.stem in self.cues or not token.text.isalpha():
            return False
        concept = lexicon.concepts((token.text,))[0]
        if token.text not in lexicon.VOCABULARY and token.text.endswith(_VERB_ENDS):
            return False
        if token.text in ("current", "actual", "present") or concept in lexicon.MEDIA:
            return False
        return len(token.text) > 2 and concept not in lexicon.EQUIPMENT and concept not in lexicon.GENERIC


def _segments(words: Sequence[_Word | None], tokens: Sequence[Token]) -> list[list[_Word]]:
    """Runs of words that can name one sensor: known words and quantities, with small words between."""
    segments: list[list[_Word]] = []
    current: list[_Word] = []
    for word in words:
        if word is None or (word.concept == "" and not word.known):
            current = _close(segments, current)
            continue
        text = tokens[word.begin].text
        if word.known or word.concept in lexicon.QUANTITIES:
            current.append(word)
        elif current and (text in _GLUE or text in _ADJECTIVES or word.concept in lexicon.MEDIA):
            continue
        else:
            current = _close(segments, current)
    _close(segments, current)
    return segments


def _close(segments: list[list[_Word]], current: list[_Word]) -> list[_Word]:
    if current:
        segments.append(current)
    return []
