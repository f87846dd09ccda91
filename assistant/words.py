"""Words as they are compared: folded, stemmed, function words apart, in English and French. No models."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

from assistant.irregular import BASE_FORMS
from retrieval.french import french_stem
from retrieval.records import Language

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*", re.UNICODE)
_BLANKS = re.compile(r"\s{2,}")
_ELISION = re.compile(r"^(?:[ldjnmtsc]|qu|lorsqu|jusqu|puisqu)['’]", re.IGNORECASE)


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


STOP_WORDS = word_set(
    """a an the this that these those it its is are was were be been being am do does did done has have had
    having of on in at to for from with by as into onto over under per about between within without
    during before after and or but not no nor so than then if else while because since until through via
    against upon out up down off i me my we us our you your he him his she her they them their there
    here who whom whose which what when where why how any all some each every both either neither many
    much more most less least few several other another can could may might must shall should will would
    please tell give show list say says said state states find get let just only also still ever too
    very same such one ones s t d ll re ve don doesn isn aren hello hi thanks thank ok okay want need
    wants needs according acc question answer whats hows wheres whens le la les un une des du de d l au aux
    ce cet cette ces c il elle ils elles on nous vous je tu me te se y en et ou ni mais donc or car que
    qu qui quoi dont où quand comment pourquoi combien quel quelle quels quelles est sont était étaient
    être été a ai as avons avez ont avait avaient eu fait faire faut dans sur sous par pour avec sans
    entre vers chez depuis pendant avant après jusque jusqu ne pas plus moins très aussi même mêmes son
    sa ses leur leurs mon ma mes notre nos votre vos ton ta tes tout toute tous toutes peut peuvent doit
    doivent s'il si n m j t y-a-t-il sera seront serait seraient aura auront aurait auraient fut furent soit
    soient va vont ira fera feront selon merci bonjour donne donner liste lister dit dire svp
    lui eux moi toi celui celle ceux celles ceci cela ça lequel laquelle lesquels lesquelles duquel auquel
    comme alors ainsi afin dès lors lorsque toujours encore déjà parce puisque malgré quelque quelques
    plusieurs autre autres chaque peux puis dois devez devons devrait pouvez pouvons pourrait pourra veux
    veut voudrais avoir devait fais faites existe existent là partir"""
)
STOP_WORDS |= frozenset(
    "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    for word in STOP_WORDS
)


def fold(text: str) -> str:
    """Lower case, without accents, with plain quotes and dashes."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("–", "-").replace("−", "-")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


def has_phrase(phrases: str, text: str) -> bool:
    """True where one of the alternatives of a pattern stands in a folded text as whole words."""
    return re.search(rf"(?<!\w)(?:{phrases})(?!\w)", text) is not None


def tokens(text: str) -> list[str]:
    """Words and numbers in order, lower case, elided articles (``l'``, ``d'``) and ``'s`` taken off."""
    found: list[str] = []
    for match in _WORD.finditer(text):
        word = _ELISION.sub("", match.group(0)).replace("’", "'").lower()
        found.append(word.split("'")[0] if word.split("'")[0] else word)
    return found


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str, language: Language = "en") -> str:
    """The Snowball stem of a word, without accents; numbers and short words stay as they are.

    The past of an English verb is its present: ``led`` and ``leads`` are one.
    """
    if len(word) <= 2 or not word.isalpha():
        return fold(word)
    if language == "fr":
        return french_stem(fold(word).replace("œ", "oe"))
    return fold(str(_stemmer().stemWord(BASE_FORMS.get(word, word))))


def content_words(text: str) -> list[str]:
    """Tokens that carry meaning, in order: function words and single letters left out."""
    return [word for word in tokens(text) if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())]


def content_stems(text: str, language: Language = "en") -> list[str]:
    """Stems of the content words, in order and with repetitions."""
    return [stem(word, language) for word in content_words(text)]


def coverage(wanted: Iterable[str], held: Iterable[str]) -> float:
    """Share of the different stems in ``wanted`` that are in ``held``; 1 where nothing is wanted."""
    want = set(wanted)
    return len(want & set(held)) / len(want) if want else 1.0


def single_spaced(text: str) -> str:
    """A text with one blank, or one end of a line, for each run of them: what is asked is read by patterns
    that take long over thousands of blanks.
    """
    return _BLANKS.sub(lambda run: "\n" if "\n" in run.group() else " ", text)
