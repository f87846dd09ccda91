"""Fields of forms, and whether a question asks for one by its name. Knows no ranking and no sources."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.experts.text.candidates import Candidate
from assistant.experts.text.intent import Intent
from assistant.experts.text.terms import Term, covered
from assistant.words import content_stems, fold, stem, tokens, word_set
from retrieval.records import Language

FIELD = re.compile(r"(?P<name>[^\W\d][^:|.;]{1,39}?)\s?(?:: \| |: | \| )[^|]{1,160}$")
"""``Led by: reliability engineer``, ``Tripped | 18/09/2025``."""
_LANGUAGES: tuple[Language, ...] = ("en", "fr")
_SHORT_FORM = re.compile(r"\s?\([^\W\d_]{1,6}\)")
"""``(IIC)`` behind the name that it shortens."""
_DOER = re.compile(r"(?:(?:at|it)?(?:eur|euse|rice)|(?:at|it)?or|er)s?$")
_QUALIFIERS = frozenset(
    stem(word, language)
    for language in _LANGUAGES
    for word in word_set(
        "planned expected estimated actual total overall prévu prévue estimé estimée réel réelle total totale"
    )
)
"""What a question for a duration or a cost leaves unsaid of the field ``Durée prévue``."""
_LEAST_SHARED = 3
_SHORT = 4
_ALL = 0.95


def fills_field(intent: Intent, terms: tuple[Term, ...], candidate: Candidate) -> float:
    """1 for the field of a form that bears the name asked for: ``Led by: reliability engineer``.

    Where a person is asked for, the one who does what the verb says bears it too: ``Demandeur`` for
    "qui a demandé", ``Owner`` for "who owns".
    """
    field = FIELD.match(candidate.text)
    if field is None:
        return 0.0
    name = _SHORT_FORM.sub("", field["name"])
    own = set(content_stems(name, intent.language)) - _QUALIFIERS
    asked = {part for term in terms for entry in (term.entry, *term.others) for part in entry}
    # who does something is no part of the thing's definition: "Permit: document signed by both"
    held = own if intent.expected == "person" else candidate.stems
    if own and own <= asked | intent.said and own & asked and covered(terms, (1.0, held)) > _ALL:
        return 1.0
    called = _called(intent, terms, name, candidate)
    if called or intent.expected != "person" or not terms or len(own) != 1:
        return called
    done = does(tokens(name), asked)
    return 1.0 if done and covered(terms, (1.0, candidate.stems | done)) > _ALL else 0.0


def _called(intent: Intent, terms: tuple[Term, ...], name: str, candidate: Candidate) -> float:
    """1 for the field called like what is asked for in the form that holds the rest of the question.

    "What was the wind at the site?" is ``Wind Speed`` of the form that has the site in another field.
    """
    stems = content_stems(name, intent.language)
    if not stems or stems[0] not in intent.asked_name or not intent.asked_name <= set(stems):
        return 0.0
    form = candidate.stems | candidate.chunk_stems | candidate.head_stems
    if covered(terms, (1.0, form)) <= _ALL:
        return 0.0
    return 1.0


def does(words: Iterable[str], stems: Iterable[str]) -> frozenset[str]:
    """The stems of verbs whose doer one of the words names: ``demand`` for ``demandeur``."""
    roots = {root for word in words if (root := _DOER.sub("", fold(word))) != fold(word)}
    return frozenset(
        verb
        for verb in stems
        for root in roots
        if len(root) >= _LEAST_SHARED
        and (verb == root or verb.removesuffix("e") == root or (len(verb) > _SHORT and root[:-1] == verb))
    )
