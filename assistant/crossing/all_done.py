"""Whether all of some work is done: "are all RCA actions done?", "les actions sont-elles toutes faites ?".

Answered with yes or no, how many are done, and those that are still open, one a line. The table and its rows
are found as for any other question on states.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.crossing.bridge import Bridge
from assistant.crossing.rows_behind import RowsOf, alike_of, line_of
from assistant.crossing.say import file_name
from assistant.experts.tables.done_states import DONE
from assistant.records import Evidence, Finding, Question
from assistant.words import content_words, fold
from retrieval.records import Language, Scope

Find = Callable[[Question, Scope], Finding]
"""Answers a question from tables."""

_DONE_FR = r"(?:closee?s?|lancee?s? et finies?|mises? en oeuvre|en place|bouclee?s?|appliquee?s?)"
_ENDED = rf"(?:{DONE}|{_DONE_FR}|carried out|taken|implemented|in place|finies?)"
_BETWEEN = (
    r"(?:(?:been|all|now|already|yet|really|toutes?|tous|bien|deja|maintenant|enfin|vraiment|ete|"
    r"a present)\s+)*"
)
_X = r"(?P<x>(?:\S+\s+){1,7}?)"
_THE = r"(?:(?:the|our|these|those|les|nos|ces|des|de l'ensemble des)\s+)?"
_ALL = r"(?:(?:all|each|every one|toutes?|tous|l'ensemble)\s+(?:of\s+|des\s+)?)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:are|were|have)\s+{_ALL}{_THE}{_X}{_BETWEEN}{_ENDED}",
        rf"(?:is|has)\s+(?:every|each)\s+(?:single\s+)?{_X}{_BETWEEN}{_ENDED}",
        rf"(?:is|has)\s+(?:everything|all)\s+(?:in|on|of|from|for)\s+(?:the\s+)?{_X}{_BETWEEN}{_ENDED}",
        rf"(?:est-ce que\s+)?{_ALL}{_THE}{_X}(?:sont|ont)(?:-(?:elles|ils))?\s+{_BETWEEN}{_ENDED}",
    )
)
_LEFT = tuple(
    re.compile(form)
    for form in (
        r"(?:is there |are there )?(?:still )?(?:anything|something|any actions?|"
        r"actions?) (?:still )?(?:left|open|"
        r"outstanding|remaining|to do|pending)(?: to (?:do|close))? (?:in|on|of|from|"
        r"for)\s+(?:the\s+)?(?P<x>.+)",
        r"(?:reste-t-il|il reste|y a-t-il encore|est-ce qu'il reste)\s+(?:encore\s+)?(?:des |de |d')?"
        r"(?P<x>(?:\S+\s+)+?)(?:(?:encore )?ouverte?s?|en cours|a faire|a (?:clore|cloturer|solder|realiser)|"
        r"non \w+|en attente)(?P<y>.*)",
    )
)
_WORK = re.compile(
    r"\b(?:actions?|orders?|ordres?|ots?|wos?|tasks?|taches?|recommendations?|recommandations?|points?|"
    r"items?|jobs?|"
    r"measures?|mesures?|works?|travaux|interventions?|rca|capa|findings?|constats?|reserves?|punch)\b"
)
_TOLD = 12
_MOST = 200


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of: the work in words, and whether it is asked for what is left."""

    work: str
    left: bool


class AllDone:
    """Tells whether work is all done.

    Args:
        find: Answers a question from tables.
        rows_of: Reads the rows that went into an answer.
    """

    def __init__(self, *, find: Find, rows_of: RowsOf) -> None:
        self._find = find
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """Yes or no with the open rows; None where that is not asked or no table tells states of such "
        "work."""
        asked = asked_of(question.text)
        if asked is None:
            return None
        share = self._first(f"are all {asked.work} done?", question, scope)
        if share is None or share.rows is None or share.rows.columns[-2:] != ("part", "whole"):
            return None
        done, whole = (int(str(cell)) for cell in share.rows.values[0][-2:])
        if not whole:
            return None
        left = self._first(f"which {asked.work} are not done?", question, scope) if done < whole else None
        if left is None or left.source != share.source or not left.rows or not left.rows.row_numbers:
            return Bridge(reasons=(_alone(share, done, whole, asked, question.language),))
        return self._with_open(share, left, done, whole, asked, question)

    def _with_open(
        self, share: Evidence, left: Evidence, done: int, whole: int, asked: _Asked, question: Question
    ) -> Bridge:
        rows = self._rows_of(left, _MOST)
        count = left.rows.matched if left.rows is not None and left.rows.matched else len(rows)
        lead = _said(done, whole, count, asked, share.source, question.language)
        alike = alike_of(rows)
        told = [replace(left, statement=line_of(row, question, alike)) for row in rows[:_TOLD]]
        if count > len(told):
            more = count - len(told)
            told.append(
                replace(
                    left, statement=f"et {more} autres" if question.language == "fr" else f"and {more} more"
                )
            )
        return Bridge(reasons=(replace(share, statement=lead), *told), listed=True)

    def _first(self, text: str, question: Question, scope: Scope) -> Evidence | None:
        """The best evidence for a question put in plain English, whatever language the work is named in."""
        asked = replace(question, text=text, asked=text, history=(), language="en")
        return next((one for one in self._find(asked, scope).evidence if one.score >= 0.5), None)


def asked_of(text: str) -> _Asked | None:
    """The work whose end is asked for; None for any other question."""
    folded = " ".join(fold(text.replace("’", "'")).split()).strip(" ?!.")
    folded = re.sub(r"^(?:and |et |so |alors |ok )+", "", folded)
    plain = " ".join(text.replace("’", "'").split())
    for form, is_left in (*((f, False) for f in _FORMS), *((f, True) for f in _LEFT)):
        match = form.fullmatch(folded)
        if match is not None:
            said = " ".join(f"{match['x']} {match.groupdict().get('y') or ''}".split())
            said = re.sub(r"^(?:(?:all|the|of|les|des|nos|toutes?|tous)\s+)+", "", said.strip())
            said = re.sub(r"\s+(?:of|in|from|on)\s+the\s+", " of the ", said)
            if not _WORK.search(said) or len(content_words(said)) > 6:
                return None
            if is_left and not re.search(r"\b(?:actions?|orders?|ots?)\b", said):
                said = f"{said} actions"
            if re.fullmatch(r"(?:\S+ )?rca", said):
                said = f"{said} actions"
            return _Asked(_as_typed(said, plain), is_left)
    return None


def _as_typed(said: str, plain: str) -> str:
    """Words as they were typed, so that a tag keeps its capitals."""
    at = fold(plain).find(said)
    return plain[at : at + len(said)] if at >= 0 and len(fold(plain)) == len(plain) else said


def _said(done: int, whole: int, count: int, asked: _Asked, source: str, language: Language) -> str:
    """``No: 1 of 7 is done, 6 are open (actions.csv).``"""
    rest, file = whole - done - count, file_name(source)
    if language == "fr":
        lead = "Oui" if asked.left else "Non"
        other = f", {rest} dans un autre état" if rest > 0 else ""
        return (
            f"{lead} : {done} sur {whole} {'est faite' if done == 1 else 'sont faits'}, {count} "
            f"{'reste ouvert' if count == 1 else 'restent ouverts'}{other} ({file})."
        ).replace("est faite", "est fait")
    lead = "Yes" if asked.left else "No"
    other = f", {rest} in another state" if rest > 0 else ""
    return (
        f"{lead}: {done} of {whole} {'is' if done == 1 else 'are'} done, {count} "
        f"{'is' if count == 1 else 'are'} still open{other} ({file})."
    )


def _alone(share: Evidence, done: int, whole: int, asked: _Asked, language: Language) -> Evidence:
    """Yes, or what is known where the open rows cannot be told."""
    file, yes = file_name(share.source), done == whole
    if language == "fr":
        lead = ("Non" if asked.left else "Oui") if yes else ("Oui" if asked.left else "Non")
        rest = "" if yes else f", {whole - done} dans un autre état"
        told = f"{lead} : {done} sur {whole} {'est fait' if done == 1 else 'sont faits'}{rest} ({file})."
    else:
        lead = ("No" if asked.left else "Yes") if yes else ("Yes" if asked.left else "No")
        rest = "" if yes else f", {whole - done} in another state"
        told = f"{lead}: {done} of {whole} {'is' if done == 1 else 'are'} done{rest} ({file})."
    return replace(share, statement=told)
