"""Which logs a question talks about: by file, folder, run number or equipment. Knows names, no values."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.experts.series import lexicon
from assistant.experts.series.atoms import COUNTS
from assistant.experts.series.names import LogNames, abbreviates
from assistant.experts.series.tokens import Token, stem

_FILE = re.compile(r"(?<![\w/])[\w./-]+\.(?:csv|tsv|txt|json|xlsx?|parquet|dat|log)\b")
_PATH = re.compile(r"(?<![\w/.])[a-z][\w-]*(?:/[\w-]+)+(?![\w/.]*/)")
_RUN_WORDS = frozenset(
    "test run file essai experiment experience log trial fichier no n number numero csv journal".split()
)
_LOG_WORDS = frozenset(
    (
        "log data sensor sensordata csv file test run dataset series journal releve fichier essai couchdb"
    ).split()
)
_BARE = re.compile(r".*\b(?:sur|pour|on|for|of|d[eu]) (?:the|la|le) ")
_ENDS = re.compile(
    r"\s*(?:[?.!,;]|$|(?:cette|ce|this|last|yesterday|hier|aujourd'hui|today|on|le"
    r"|a quelle|a quel|et|and|when)\b)"
)
_BETWEEN = re.compile(r"[\s#_-]*(?:n(?:o|°|umber|umero)?\.?)?[\s#_°-]*")


@dataclass(frozen=True, slots=True)
class LogLink:
    """What a question says about logs.

    Attributes:
        groups: For each thing named, in order, the logs it can be; empty where none is named.
        candidates: Logs to choose from where ``groups`` is empty.
        marked: Indices of the tokens that name logs.
        missing: Equipment and files that were named and have no log.
        named: True where a log, its folder or its equipment is named.
    """

    groups: tuple[tuple[LogNames, ...], ...]
    candidates: tuple[LogNames, ...]
    marked: frozenset[int]
    missing: tuple[str, ...] = ()
    named: bool = False


@dataclass(slots=True)
class _Finder:
    folded: str
    tokens: Sequence[Token]
    taken: frozenset[int]
    logs: Sequence[LogNames]
    marked: set[int] = field(default_factory=set)
    groups: list[tuple[int, tuple[LogNames, ...]]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def add(self, places: Sequence[int], logs: Sequence[LogNames]) -> None:
        """Records that the tokens at ``places`` name one of ``logs``."""
        self.marked.update(places)
        if logs and not any(set(map(id, logs)) == set(map(id, group)) for _, group in self.groups):
            self.groups.append((min(places, default=0), tuple(logs)))

    def inside(self, start: int, end: int) -> list[int]:
        """Indices of the tokens within characters ``[start, end)``."""
        return [i for i, t in enumerate(self.tokens) if t.start >= start and t.end <= end]


def link_logs(
    folded: str, tokens: Sequence[Token], taken: frozenset[int], logs: Sequence[LogNames]
) -> LogLink:
    """Finds the logs that a question names.

    Args:
        taken: Indices of tokens that already mean something else (dates).
    """
    finder = _Finder(folded, tokens, taken, logs)
    _files(finder)
    folders, weak = _folders(finder)
    _runs(finder, folders)
    _stems(finder)
    _equipment(finder)
    _codes(finder)
    candidates: Sequence[LogNames] = logs
    if not finder.groups:
        partial = _partial(finder)
        candidates = partial or (folders if folders else logs)
    groups = tuple(group for _, group in sorted(finder.groups, key=lambda item: item[0]))
    named = bool(groups or (folders and weak) or (candidates is not logs and candidates))
    return LogLink(groups, tuple(candidates), frozenset(finder.marked), tuple(finder.missing), named)


def _files(finder: _Finder) -> None:
    """``valve1/13.csv`` and ``valve1/13``."""
    for match in _FILE.finditer(finder.folded):
        name = match.group(0).lstrip("./")
        logs = [log for log in finder.logs if _ends_with(log.ref.source.lower(), name)]
        places = finder.inside(match.start(), match.end())
        finder.add(places, logs)
        if not logs:
            finder.missing.append(name)
    for match in _PATH.finditer(finder.folded):
        places = finder.inside(match.start(), match.end())
        if not places or set(places) & (finder.marked | finder.taken):
            continue
        name = match.group(0)
        logs = [log for log in finder.logs if _ends_with(log.ref.source.lower().rsplit(".", 1)[0], name)]
        if logs:
            finder.add(places, logs)


def _ends_with(source: str, name: str) -> bool:
    return source == name or source.endswith("/" + name)


def _free(finder: _Finder, places: Sequence[int]) -> bool:
    return not set(places) & (finder.taken | finder.marked)


def _runs_of(finder: _Finder, words: tuple[str, ...]) -> list[list[int]]:
    """Places where the words stand in a row."""
    texts = [token.text for token in finder.tokens]
    found = []
    for at in range(len(texts) - len(words) + 1):
        if tuple(texts[at : at + len(words)]) == words:
            found.append(list(range(at, at + len(words))))
    return found


def _folders(finder: _Finder) -> tuple[list[LogNames], bool]:
    """Logs in the folders that are named; True where that tells some logs from others."""
    names = {folder for log in finder.logs for folder in log.folders}
    hit: dict[tuple[str, ...], list[list[int]]] = {}
    for folder in names:
        if all(word in _LOG_WORDS or len(word) < 3 for word in folder):
            continue
        places = [p for p in _runs_of(finder, folder) if not set(p) & finder.taken]
        if places:
            hit[folder] = places
    for places in hit.values():
        for place in places:
            finder.marked.update(place)
    if not hit:
        return [], False
    most = max(len(hit.keys() & set(log.folders)) for log in finder.logs)
    chosen = [log for log in finder.logs if len(hit.keys() & set(log.folders)) == most]
    return chosen, True


def _runs(finder: _Finder, folders: Sequence[LogNames]) -> None:
    """``valve1 test 0``, ``run 3``: a numbered file in a folder that is named or the only one."""
    logs = [log for log in (folders or finder.logs) if len(log.stem) == 1 and log.stem[0].isdigit()]
    if not logs:
        return
    for at, token in enumerate(finder.tokens):
        if not token.text.isdigit() or at in finder.marked or at in finder.taken:
            continue
        before = [finder.tokens[i] for i in range(max(0, at - 3), at)]
        run_word = next(
            (i for i in range(at - 1, max(-1, at - 3), -1) if finder.tokens[i].stem in _RUN_WORDS), None
        )
        listed = (
            at > 0
            and bool(finder.groups)
            and finder.tokens[at - 1].text in ("and", "et", "with", "vs", "or", "ou")
        )
        touching = bool(before) and at - 1 in finder.marked and bool(folders)
        if run_word is None and not listed and not touching:
            continue
        named = [log for log in logs if log.stem[0].lstrip("0") == token.text.lstrip("0")]
        if named:
            finder.add([at] if run_word is None else list(range(run_word, at + 1)), named)
        elif run_word is not None and folders:
            name = "/".join("".join(f) for f in logs[0].folders[-1:]) + f" {token.text}"
            finder.missing.append(name)
            finder.marked.update(range(run_word, at + 1))


def _stems(finder: _Finder) -> None:
    """A file's whole name in words: ``anomaly-free``, ``machine temperature system failure``."""
    for words in sorted({log.stem for log in finder.logs if log.stem}, key=len, reverse=True):
        if len(words) == 1 and (len(words[0]) < 4 or words[0] in lexicon.QUANTITIES or words[0].isdigit()):
            continue
        for places in _runs_of(finder, words):
            folder_only = all(p in finder.marked for p in places) and any(
                words in log.folders for log in finder.logs
            )
            if _free(finder, places) or folder_only:
                finder.add(places, [log for log in finder.logs if log.stem == words])


def _equipment(finder: _Finder) -> None:
    """``CH6``, ``chiller #6``, ``groupe froid 6``, ``P-101A``."""
    kinds = {stem(word) for log in finder.logs for name in log.equipment for word in name if word.isalpha()}
    for at, token in enumerate(finder.tokens):
        if not token.text.isdigit() or at == 0 or at in finder.marked or at in finder.taken:
            continue
        before = finder.tokens[at - 1]
        if not before.text.isalpha() or not _BETWEEN.fullmatch(finder.folded[before.end : token.start]):
            continue
        suffix, places = "", [at - 1, at]
        if at + 1 < len(finder.tokens):
            after = finder.tokens[at + 1]
            if after.start == token.end and len(after.text) == 1 and after.text.isalpha():
                suffix, places = after.text, [at - 1, at, at + 1]
        letters = [before.text]
        if at >= 2:
            pair = (finder.tokens[at - 2].text, before.text)
            concept = lexicon.concepts(pair)
            if len(concept) == 1 and concept[0] in lexicon.EQUIPMENT:
                letters, places = [concept[0]], [at - 2, *places]
        number = token.text.lstrip("0")
        logs = [log for log in finder.logs if _is_called(log, letters[0], number, suffix)]
        if logs:
            finder.add(_with_kind(finder, places), logs)
        elif _names_a_kind(letters[0], kinds):
            finder.marked.update(places)
            finder.missing.append(
                finder.folded[finder.tokens[places[0]].start : finder.tokens[places[-1]].end]
            )


def _codes(finder: _Finder) -> None:
    """``T09``, ``R204``, ``unit B``, ``retort two``: what a file's name says it is of; ``la 7``, ``the 204``.

    A bare number is one only behind an article that no noun follows, and of one log.
    """
    for at, token in enumerate(finder.tokens):
        if not at or not _free(finder, [at - 1, at]):
            continue
        said = str(COUNTS.get(token.text, token.text)) if token.text not in ("a", "un", "une") else token.text
        number = said.lstrip("0")
        before = finder.tokens[at - 1]
        gap = finder.folded[before.end : token.start]
        named = [
            log
            for log in finder.logs
            for letters, digits in log.codes
            if digits.lstrip("0") == number
            and _same_word(letters, before.text)
            and _BETWEEN.fullmatch(gap)
            and (gap == "" or len(letters) > 1 or "-" in gap)
        ]
        if named:
            finder.add([at - 1, at], list(dict.fromkeys(named)))
        elif token.is_number and _BARE.fullmatch(finder.folded[: token.start][-8:]):
            after = finder.folded[token.end :]
            held = [log for log in finder.logs if any(number == d.lstrip("0") for _, d in _numbers(log))]
            if len(held) == 1 and _ENDS.match(after):
                finder.add([at], held)


def _same_word(letters: str, word: str) -> bool:
    """True for the letters of a code, or a word for the same thing: ``bassin 2`` is basin 2."""
    return letters == word or (
        word in lexicon.VOCABULARY and lexicon.concepts((letters,)) == lexicon.concepts((word,))
    )


def _numbers(log: LogNames) -> set[tuple[str, str]]:
    return {*log.codes, *((n[-2], n[-1]) for n in log.equipment if len(n) > 1 and n[-1].isdigit())}


def _with_kind(finder: _Finder, places: list[int]) -> list[int]:
    """Takes ``pump`` in ``pump P-101`` along."""
    first = places[0]
    if first > 0 and lexicon.concepts((finder.tokens[first - 1].text,))[0] in lexicon.EQUIPMENT:
        return [first - 1, *places]
    return places


def _is_called(log: LogNames, letters: str, number: str, suffix: str) -> bool:
    concept = lexicon.concepts((letters,))[0]
    for name in log.equipment:
        digits = [i for i, word in enumerate(name) if word.isdigit()]
        if not digits or name[digits[-1]].lstrip("0") != number:
            continue
        own = name[digits[-1] - 1] if digits[-1] else ""
        tail = name[digits[-1] + 1] if digits[-1] + 1 < len(name) else ""
        if suffix and tail and suffix != tail:
            continue
        same = own == letters or lexicon.concepts((own,))[0] == concept
        if same or (len(letters) >= 2 and abbreviates(letters, own)) or abbreviates(own, concept):
            return True
    return False


def _names_a_kind(letters: str, kinds: set[str]) -> bool:
    concept = lexicon.concepts((letters,))[0]
    if concept in lexicon.EQUIPMENT or concept in kinds:
        return True
    return any(len(letters) >= 2 and abbreviates(letters, kind) for kind in kinds)


def _partial(finder: _Finder) -> list[LogNames]:
    """Logs whose file name shares telling words with the question, where nothing better is named."""
    counts = Counter(word for log in finder.logs for word in {stem(w) for w in log.stem})
    total = len(finder.logs)
    measured = {concept for log in finder.logs for sensor in log.sensors for concept in sensor.concepts}
    scores: list[tuple[float, LogNames, set[int]]] = []
    words = {
        i: stem(t.text)
        for i, t in enumerate(finder.tokens)
        if i not in finder.taken and i not in finder.marked
    }
    for log in finder.logs:
        own = {stem(w) for w in log.stem if w.isalpha() and len(w) > 2} - _LOG_WORDS
        clipped = {w for w in own if len(w) > 4}
        met = {
            i: word if word in own else max((w for w in clipped if word.startswith(w)), default="")
            for i, word in words.items()
        }
        places = {i for i, word in met.items() if word}
        shared = {met[i] for i in places}
        telling = {words[i] for i in places} - lexicon.QUANTITIES - measured
        if not telling:
            continue
        score = sum(math.log(1 + total / counts[w]) for w in shared)
        scores.append((score, log, places))
    best = max((score for score, _, _ in scores), default=0.0)
    if best <= 0 or (total > 1 and best < math.log(1 + 4 / 3)):
        return []
    chosen = [(log, places) for score, log, places in scores if score > best - 1e-9]
    for _, places in chosen:
        finder.marked.update(i for i in places if words[i] not in lexicon.QUANTITIES)
    return [log for log, _ in chosen]
