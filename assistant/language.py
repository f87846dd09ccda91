"""Tell a question's language from its function words. Knows English and French, and no model."""

from __future__ import annotations

import re

from assistant.trade_words import trade_words
from assistant.words import fold, word_set
from retrieval.records import Language

_ENGLISH = word_set(
    """the a an is are was were be been do does did has have had how what which who whom whose where when
    why many much of on in at to for from with by and or not no any there this that these those it its
    they their we our you your i my can could must may should shall will would after before between
    during since until than then if as about into over under per each all last first most whens whats
    show list give tell me"""
)
_FRENCH = word_set(
    """le la les un une des du de au aux est sont était étaient être a-t-on a-t-il y-a-t-il as ai ont
    avons avait combien quel quelle quels quelles que quoi qui où quand pourquoi comment et ou ni ne pas
    plus aucun aucune dans sur sous par pour avec sans entre pendant depuis jusqu jusque avant après ce
    cet cette ces il elle ils elles on nous vous je mon notre nos votre leur leurs son sa ses en y faut
    doit peut doivent peuvent fait eu lors dernière dernier première premier moyenne donne donner liste
    lister sera ont-ils est-ce celui celle ceux chaque tous toutes tout toute bonjour bonsoir salut merci
    svp stp pk koi c'est"""
)
_ELIDED = re.compile(r"(?<![^\W\d_])(?:qu|[cdjlmnst])'(?=[^\W\d_])")
"""``l'alarme``, but neither ``it's`` nor ``N·m``."""
_ACCENTS = re.compile(r"[éèêëàâçùûîïôœ]", re.IGNORECASE)
_LEAST = 3
_WORD = re.compile(r"(?<!\w)[a-zà-öø-ÿœ]+(?:-[a-zà-öø-ÿœ]+)*(?!\w)", re.IGNORECASE)
"""Whole words: the ``LA`` of ``ERA23LA153`` and the ``I`` of ``HN07-I101`` are none."""


def detect_language(text: str, *, default: Language = "en") -> Language:
    """The language of a question, ``default`` where nothing tells.

    Short questions defeat statistical detectors ("RPN for the pump?"), function words do not: each
    word found in one language's list and not in the other's is a vote, an accented word half a vote.
    """
    plain = text.lower().replace("’", "'")
    words = [part for word in _WORD.findall(plain) for part in (word, *word.split("-"))]
    english = sum(word in _ENGLISH and word not in _FRENCH for word in words)
    french = sum(word in _FRENCH and word not in _ENGLISH for word in words)
    french += len(_ELIDED.findall(plain))
    score = french + 0.5 * sum(bool(_ACCENTS.search(word)) for word in words) - english
    if score > 0:
        return "fr"
    if score < 0:
        return "en"
    return _of_the_trades(words) or default


def _of_the_trades(words: list[str]) -> Language | None:
    """The language whose words of the trades alone a few words are: ``valeur limite azote``."""
    listed = trade_words()
    own = {(fold(word),) for word in words if len(word) > _LEAST}
    english = sum(word in listed.english and word not in listed.french for word in own)
    french = sum(word in listed.french and word not in listed.english for word in own)
    if min(english, french) or not max(english, french):
        return None
    return "fr" if french else "en"
