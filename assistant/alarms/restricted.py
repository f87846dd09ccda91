"""What a question restricts alarms to beside time, priority and names: "how many level alarms?".

Words that no vocabulary of journals holds must stand in the messages; where they do not, the question asks
for something else. Knows words alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.alarms import asked_words as w
from assistant.alarms.occurrences import Alarm
from assistant.alarms.priorities import CLASS_WORDS
from assistant.experts.tables.dates import find_periods
from assistant.experts.tables.words import is_misspelling
from assistant.words import content_words, fold, stem
from retrieval.records import Language

_VOCABULARY = tuple(
    re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
    for name, pattern in sorted(vars(w).items())
    if name.isupper() and name not in ("ELSE", "PRIORITY", "AREA") and isinstance(pattern, str)
)
_AREA = re.compile(rf"(?<!\w){w.AREA}(?!\w)")
_PRIORITIES = re.compile(
    r"\b(?:priorit\w+|severit\w+|gravites?|criticites?|prios?)\b|\b(?:levels?|niveaux?)\b(?= \d)"
)
_BEFORE = re.compile(rf"\b(?P<word>[a-z]{{3,}})[ -]+{w.ALARM}\b")
_BEHIND = re.compile(
    rf"\b{w.ALARM}\s+(?:de |du |des |d'|of |on |sur )(?:la |le |les |the |l')?(?P<word>[a-z]{{3,}})\b"
)
_OF_NO_MESSAGE = frozenset(
    "first last active standing frequent new each every which many most all any the des les combien top "
    "worst present number nuit night jour day shift".split()
)
_PRIORITY = re.compile(
    rf"\b(?:{CLASS_WORDS})\b(?=\s+(?:{w.PRIORITY}|{w.ALARM})\b)|(?<=priority )(?:{CLASS_WORDS})\b|"
    rf"(?<=priorite )(?:{CLASS_WORDS})\b|(?<=alarmes )(?:{CLASS_WORDS})\b"
)
_BESIDE = re.compile(rf"\b(?:{w.PRIORITY}|p)[ -]?(?:no\.? ?)?\d{{1,4}}\b")
_CLOCKS = re.compile(r"\b\d{1,2}\s?(?:[:h]\d{0,2}(?::\d{2})?|am|pm|h)\b|\b\d+(?:st|nd|rd|th)?\b")
_PLAIN = frozenset(
    """
    souvent often plus moins point points lasted last lasts endured dure durent vs
    journal journals log logs history historique system systeme plant usine site unit event events
    evenements evenement time times fois day days jour jours hour hours heure heures week month semaine
    mois yesterday today hier aujourd'hui night nuit shift poste quart morning matin afternoon evening
    soir midnight minuit noon midi control room dcs scada total totals overall together alltogether far
    number numbers ten twenty five three two one dix cinq trois deux vingt operator operators operateur
    operateurs according acc within limit recommendation comply complies compliant compliance conform
    conforme respecte respecter respect respectons target targets standard standards norme normes
    guideline guidelines compared compare against versus rapport values value period periode export data
    file fichier table count counts receive received get got gets getting recu recues passe passees
    dernier derniere derniers dernieres last latest past since depuis start debut end fin until whole
    entire entier complet generated generate gives give produce causes frequency frequence recent
    recently bad good well going much really actually please svp stp ok dans chez ete avons eu noisy
    bavarde bavardes monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi
    vendredi samedi dimanche which often most equipment tag tags longest active still different distinct
    kinds individual list ranking console panel board desk per display screen ecran open remain remained
    remaining stay stayed stand stood clear cleared return returned restees reste restent rester avoir
    connu connues enregistrees enregistrements recorded logged registered raised minute minutes seconds
    secondes mean median moyenne take takes taken wich whch whats never jamais non sans without been
    chargee chargees mon tue tues wed thu thur thurs fri sat sun lun mar mer jeu ven sam dim both weeks
    till normal being
    there about exact exactly exacte exactement precise precisely precisement
    """.split()
)


def restriction(
    text: str, language: Language, area: str, alarms: Sequence[Alarm], *, by_area: bool
) -> tuple[str, ...]:
    """The words of a question that neither journals' vocabulary nor its time explains, in order.

    Args:
        text: The question with ``@`` in the place of names.
        area: The area that it names, which is explained.
        alarms: Those of the journal: a word of their messages right beside ``alarms`` is one of them, though
            journals' vocabulary has it too: ``trip alarms``.
        by_area: True where areas are ranked, so that their name is explained.
    """
    folded = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", fold(text))
    folded = folded.replace(fold(area), " ") if area else folded
    for period in sorted(find_periods(folded, language=language), key=lambda p: p.span, reverse=True):
        folded = f"{folded[: period.span[0]]} {folded[period.span[1] :]}"
    if area or by_area:
        folded = _AREA.sub(" ", folded)
    beside = _beside(folded, alarms, language)
    for pattern in (_BESIDE, _PRIORITY, _PRIORITIES, *_VOCABULARY, _CLOCKS):
        folded = pattern.sub(" ", folded)
    words = (word for word in content_words(folded) if word not in _PLAIN and not word.isdigit())
    return tuple(dict.fromkeys((*beside, *(x for x in words if len(x) > 1 and not _misspelt(x)))))


def _beside(text: str, alarms: Sequence[Alarm], language: Language) -> list[str]:
    """Words right beside ``alarms`` that messages hold."""
    bare = _PRIORITY.sub(" ", text)
    found = [m["word"] for pattern in (_BEFORE, _BEHIND) for m in pattern.finditer(bare)]
    found = [word for word in found if word not in _OF_NO_MESSAGE]
    if not found:
        return []
    told = {
        stem(x, language) for message in {one.text for one in alarms} for x in content_words(fold(message))
    }
    return [word for word in found if stem(word, language) in told]


@lru_cache(maxsize=4096)
def _misspelt(word: str) -> bool:
    return any(is_misspelling(word, known) for known in _PLAIN if len(known) > 3)


def holding(words: Sequence[str], alarms: Sequence[Alarm], language: Language) -> list[Alarm]:
    """The alarms whose message, name or area holds all of some words, in any form."""
    wanted = {stem(word, language) for word in words}
    held: dict[tuple[str, str, str], bool] = {}
    found: list[Alarm] = []
    for one in alarms:
        place = (one.tag, one.text, one.area)
        if place not in held:
            told = {stem(word, language) for word in content_words(fold(" ".join(place)))}
            held[place] = wanted <= told
        if held[place]:
            found.append(one)
    return found
