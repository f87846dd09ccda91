"""Which sensors of a log a question names, and which it names that are not there. Knows names, no values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.experts.series import lexicon
from assistant.experts.series.atoms import COUNTS
from assistant.experts.series.mentions import ADJECTIVES, GLUE, Mention, SensorLink, Word, segments
from assistant.experts.series.names import LogNames, SensorName
from assistant.experts.series.tokens import Token, near, plain_tokens
from assistant.words import STOP_WORDS

_CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,4}(?![A-Za-z0-9])")
"""A short form that stands apart in a name."""
_AND = frozenset("and et or ou vs versus with avec than que against".split())
_DONE = frozenset("run runs ran running start started stop stopped marche tourne fonctionne arrete".split())
"""What a machine does: "did it run" asks for no sensor of that name."""
_PAIRED = _AND | frozenset("between entre ecart difference gap minus moins".split())
"""Words beside which two sensors may be meant."""
_UNITS = frozenset({"kw", "kilowatt", "kilowatts", "gpm", "rpm", "volt", "volts", "amp", "amps"})
_VERB_ENDS = ("ed", "ing", "ly", "ement", "ent", "ait", "aient", "er", "ez")
_PLAIN_CURRENT = frozenset(
    "value values reading readings status state time day date month week year level".split()
)


def link_sensors(
    text: str,
    tokens: Sequence[Token],
    taken: frozenset[int],
    log: LogNames,
    *,
    cues: frozenset[str],
    lent: frozenset[str] = frozenset(),
    own: bool = False,
) -> SensorLink:
    """Finds the sensors of ``log`` that a question names.

    Args:
        text: The question as written.
        taken: Indices of tokens that mean something else (dates, logs).
        lent: What the sensor of the turn before measures: ``and for the DE bearing?`` is its temperature.
        cues: Words that are part of how questions are put and never of a sensor's name.
        own: Whether the question names the log, so that ``spindle load`` is its only load.
    """
    linker = _Linker(text, tokens, taken, log, cues, lent, own)
    mentions = linker.verbatim()
    used = {i for m in mentions for i in m.places}
    words = linker.words(used)
    parts = segments(words, tokens)
    found, unknown, marked = linker.match(parts)
    loose, places = linker.match_loosely(parts) if not (mentions or unknown) else ([], set())
    if loose and not found:
        found, marked = loose, places
    elif len(found) == 1 and (narrowed := linker.narrowed(found[0], loose)) is not None:
        found, marked = [narrowed], marked | narrowed.places
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
    own: bool

    def verbatim(self) -> list[Mention]:
        """Whole names and tags as printed, such as ``TT-101`` or ``Spd80mN``."""
        texts = [token.text for token in self.tokens]
        machines = {s.tag for s in self.log.sensors if s.tag in self.log.equipment}
        whole = machines if len(machines) == 1 else set()
        aliases = [
            (alias, s)
            for s in self.log.sensors
            for alias in {s.tokens, s.tag, plain_tokens(s.label)}
            if alias == s.tokens or alias not in whole
        ]
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

    def words(self, used: set[int]) -> list[Word | None]:
        """Concepts of the question's words in order; None where a word breaks a name."""
        vocabulary = self.log.vocabulary
        names = (
            frozenset(token for sensor in self.log.sensors for token in sensor.tokens) | lexicon.VOCABULARY
        )
        found: list[Word | None] = []
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
                concept = self._meant(text, begin, names) or concept
            if concept not in vocabulary and text not in self.cues:
                concept = self._begun(text) or concept
            if self._plain_word(concept, begin, end):
                found.append(Word("", begin, end, known=False))
                continue
            kin = lexicon.KIN.get(concept, frozenset())
            height = self.log.has_heights and lexicon.is_height(tuple(concept.split()))
            known = concept in vocabulary or bool(kin & vocabulary) or height
            known = known and not (end - begin == 1 and self._is_article(begin))
            found.append(Word(concept, begin, end, known=known))
        return found

    def _meant(self, text: str, at: int, names: frozenset[str]) -> str | None:
        """What a word stands for that no sensor has: a slip, a clipped word, a number in letters."""
        vocabulary = self.log.vocabulary
        slip = near(text, names)
        if slip is not None:
            return lexicon.concepts((slip,))[0]
        clipped = lexicon.unclipped(text) & vocabulary if len(text) > 3 and text not in self.cues else ()
        if len(clipped) == 1:
            return next(iter(clipped))
        counted = str(COUNTS.get(text, "")) if at and len(text) > 2 else ""
        before = lexicon.concepts((self.tokens[at - 1].text,))[0] if at else ""
        return counted if counted in vocabulary and before in vocabulary else None

    def _begun(self, text: str) -> str | None:
        """The clipped word of a name that a word begins with: ``cond`` of ``condensate``."""
        unclear = {v for v in self.log.vocabulary - lexicon.VOCABULARY if v.isalpha()}
        begun = [v for v in unclear if 3 < len(v) < len(text) - 1 and text.startswith(v)]
        return begun[0] if len(begun) == 1 else None

    def _is_article(self, at: int) -> bool:
        """True for the ``de`` and ``la`` of a sentence, whatever a sensor is called."""
        token = self.tokens[at]
        return token.text in GLUE and self.text[token.start : token.end].islower()

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

    def match(self, parts: Sequence[list[Word]]) -> tuple[list[Mention], list[str], set[int]]:
        """Sensors of each segment; ``supply and return temperature`` lends the first its head."""
        mentions: list[Mention] = []
        unknown: list[str] = []
        marked: set[int] = set()
        for position, segment in enumerate(parts):
            follower = parts[position + 1] if position + 1 < len(parts) else None
            lent = self._lent(segment, follower)
            if not self._has_head(segment) and not lent:
                continue
            for part in self._split(segment):
                self._match_part(part, lent, mentions, unknown, marked)
        return mentions, unknown, marked

    def match_loosely(self, parts: Sequence[list[Word]]) -> tuple[list[Mention], set[int]]:
        """Sensors that are named by what tells them apart alone: ``the ice``, ``le retour``, ``the hub``."""
        found: list[Mention] = []
        marked: set[int] = set()
        for segment in parts:
            best, quality, complete = self._best([w.concept for w in segment], headed=False)
            if not complete or len(best) > 1 or not self._tells(segment, best[0]):
                continue
            places = self._with_media({i for word in segment for i in range(word.begin, word.end)})
            marked |= places
            found.append(
                Mention(segment[0].begin, segment[-1].end, best, quality, frozenset(places), loose=True)
            )
        several = len({m.sensors[0].sensor.name for m in found}) > 1
        if several and not {t.text for t in self.tokens} & _PAIRED:
            return [], set()
        return found, marked

    def narrowed(self, bare: Mention, loose: Sequence[Mention]) -> Mention | None:
        """A quantity that fits several sensors, of the one that other words name: ``du retour``."""
        said = set(lexicon.concepts(tuple(self.tokens[i].text for i in sorted(bare.places))))
        quantity = said & lexicon.QUANTITIES
        others = [m for m in loose if not m.places & bare.places]
        if said != quantity or len(others) != 1 or not quantity <= others[0].sensors[0].heads:
            return None
        places = bare.places | others[0].places
        return Mention(min(places), max(places) + 1, others[0].sensors, others[0].quality, places)

    def _tells(self, segment: Sequence[Word], sensor: SensorName) -> bool:
        """True where one word tells the sensor, or several that all stand in its name: ``Z2``, ``cyl 4``."""
        whole = len(segment) > 1 and {w.concept for w in segment} <= sensor.concepts and not sensor.is_flag
        lettered = any(not w.concept[0].isdigit() for w in segment)
        return (whole and lettered) or any(self._is_telling(w, sensor) for w in segment)

    def _is_telling(self, word: Word, sensor: SensorName) -> bool:
        text = self.tokens[word.begin].text
        weak = lexicon.MEDIA | lexicon.EQUIPMENT | lexicon.GENERIC | lexicon.OPTIONAL
        own = word.concept in sensor.concepts
        own = own and (word.concept not in weak or sensor.concepts == {word.concept})
        said = len(text) > 1 and not text[0].isdigit() and text not in STOP_WORDS and text not in _DONE
        return own and said and not sensor.is_flag

    def _with_media(self, places: set[int]) -> set[int]:
        """The places with the words for what flows beside them, which add nothing to a name."""
        found = set(places)
        for step in (-1, 1):
            at = (min(places) if step < 0 else max(places)) + step
            while 0 <= at < len(self.tokens) and at not in self.taken:
                if lexicon.concepts((self.tokens[at].text,))[0] not in lexicon.MEDIA:
                    break
                found.add(at)
                at += step
        return found

    def _match_part(
        self,
        part: list[Word],
        lent: str | None,
        mentions: list[Mention],
        unknown: list[str],
        marked: set[int],
    ) -> None:
        places = {i for word in part for i in range(word.begin, word.end)}
        best, quality, complete = self._best([w.concept for w in part] + ([lent] if lent else []))
        measured = any(w.concept in lexicon.QUANTITIES for w in part)
        spare = (self.own and self._is_all_there_is(best)) or (complete and not measured)
        strange = set() if spare else self._modifiers(part)
        missing = [w for w in part if not w.known and w.concept in lexicon.QUANTITIES]
        if strange or missing or not complete or not best:
            first, last = min(places | strange), max(places | strange)
            unknown.append(self.text[self.tokens[first].start : self.tokens[last].end])
            marked.update(places | strange)
            return
        places = self._with_media(places)
        marked.update(places)
        mentions.append(Mention(part[0].begin, part[-1].end, best, quality, frozenset(places)))

    def _is_all_there_is(self, best: Sequence[SensorName]) -> bool:
        """True for one sensor whose name is a quantity alone: what a log has of a load is the spindle's."""
        return len(best) == 1 and best[0].concepts <= lexicon.QUANTITIES and not best[0].tag

    def _has_head(self, segment: Sequence[Word]) -> bool:
        heads = {head for sensor in self.log.sensors for head in sensor.heads}
        return any(word.concept in lexicon.QUANTITIES or word.concept in heads for word in segment)

    def _lent(self, segment: Sequence[Word], follower: Sequence[Word] | None) -> str | None:
        if self._has_head(segment):
            return None
        if follower is None:
            return next(iter(sorted(self.lent)), None)
        between = [self.tokens[i].text for i in range(segment[-1].end, follower[0].begin)]
        if not between or not set(between) <= (_AND | GLUE) or not set(between) & _AND:
            return None
        return next((w.concept for w in follower if w.concept in lexicon.QUANTITIES), None)

    def _split(self, segment: list[Word]) -> list[list[Word]]:
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

    def _best(
        self, wanted: Sequence[str], *, headed: bool = True
    ) -> tuple[tuple[SensorName, ...], float, bool]:
        """The sensors that hold most of the wanted concepts, and whether they hold all of them.

        Args:
            headed: Whether one of the concepts must be what the sensor measures.
        """
        asked = set(wanted)
        all_tokens = {token.text for token in self.tokens}
        ranked: list[tuple[float, float, int, SensorName]] = []
        for sensor in self.log.sensors:
            own = sensor.concepts | sensor.implied
            exact = asked & own
            related = {c for c in asked - own if lexicon.KIN.get(c, frozenset()) & own}
            heads = sensor.heads if headed else own
            if not any(c in heads or lexicon.KIN.get(c, frozenset()) & heads for c in exact | related):
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

    def _modifiers(self, part: Sequence[Word]) -> set[int]:
        """Places of words that narrow the name down and that no sensor of the log has."""
        places: set[int] = set()
        at = part[0].begin - 1
        if at >= 0 and self._narrows(at):
            places.add(at)
        end = part[-1].end
        glue = 0
        while end < len(self.tokens) and self.tokens[end].text in ADJECTIVES:
            end += 1
        while end < len(self.tokens) and self.tokens[end].text in GLUE and glue < 3:
            end, glue = end + 1, glue + 1
        if (
            glue
            and end < len(self.tokens)
            and self._narrows(end)
            and self.tokens[end].text in lexicon.VOCABULARY
            and end + 1 not in self.taken
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
        if lexicon.quantity_of_unit(token.text) and at and self.tokens[at - 1].is_number:
            return False
        return len(token.text) > 2 and concept not in lexicon.EQUIPMENT and concept not in lexicon.GENERIC
