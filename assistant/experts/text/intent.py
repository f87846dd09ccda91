"""What a question asks of documents: exact words, clauses, a meaning, a value. Knows no sources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from assistant.experts.text.amounts import OF_MONEY
from assistant.experts.text.aspects import asked_dimensions, named_dimensions, value_noun
from assistant.experts.text.glossary import glossary
from assistant.experts.text.moments import clock_words
from assistant.experts.text.sections import Section, asked_section
from assistant.experts.text.sought import name_typed
from assistant.quantities import Quantity, find_quantities
from assistant.records import Question
from assistant.units import unit_of
from assistant.words import STOP_WORDS, content_stems, fold, stem
from retrieval.identifiers import find_tags
from retrieval.records import Language

IntentKind = Literal["verbatim", "compile", "define", "open"]
Expected = Literal["number", "date", "person", "yes_no", "reason", "words"]
Bound = Literal["min", "max"]

_CUE = (
    r"rules?|clauses?|sections?|articles?|paragraphs?|requirements?|items?|points?|chapters?|§+|"
    r"règles?|regles?|paragraphes?|alinéas?|exigences?|chapitres?"
)
_CODE = re.compile(r"(?<![\w.\-])[A-Z]{1,4}-?\d{1,4}(?![\w.\-]*\w)")
_OF_TABLES = re.compile(r"\b(?:tables?|tableaux?|figures?)\b", re.IGNORECASE)
_LABEL = r"(?:[A-Z]{1,4}\.?)?\d{1,3}(?:\.\d{1,3})*(?:[.\-]?\(?[a-z]\)?(?![A-Za-z]))?"
_CUED = re.compile(
    rf"(?<!\w)(?:{_CUE})\s*(?:no\.?|n°|number|numéro)?\s*(?P<label>{_LABEL})(?![\w])(?!\.\d)", re.IGNORECASE
)
_BARE = re.compile(
    r"(?<![\w.\-/])(?P<label>[A-Z]{1,4}\.\d{1,3}(?:\.\d{1,3})*(?:\.?[a-z](?![A-Za-z]))?)(?!\w)"
)
_TABLE = re.compile(r"\b(?:table|tableau)\s+(?P<label>[A-Z]{0,3}-?\d+(?:[.\-]\d+)*)\b", re.IGNORECASE)
_EXACT = re.compile(
    r"\b(?:exact(?:ly|e|ement)?|verbatim|word[- ]for[- ]word|quote|cite|citez?|literally|mot (?:à|pour) "
    r"mot|textuellement|"
    r"full text|text of|texte (?:de|du|exact|intégral|complet)|wording|libellé|énoncé|no other words)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:what (?:does|do|is|are)|what's|que|qu'est-ce que|tell me|show(?: me)?|read(?: me)?|give me|"
    r"donne[zr]?(?:[- ]moi)?|"
    r"montre[zr]?|affiche[zr]?|print)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"\b(?:say|says|state|states|stated|read|reads|require|requires|specify|specifies|stipulate|"
    r"stipulates|prescribe|"
    r"prescribes|about|dit|disent|stipule|prescrit|exige|prévoit|énonce|indique|contain|contains|content|"
    r"contenu)\b",
    re.IGNORECASE,
)
_COMPILE = re.compile(
    r"\b(?:list|which|what|all|every|name|give|find|enumerate|liste[rz]?|quel(?:le)?s|toutes?|tous|"
    r"énumère[rz]?|donne[rz]?)\b[^.?]{0,60}?\b(?:rules|clauses|sections|articles|paragraphs|requirements|"
    r"rule numbers|règles|"
    r"regles|paragraphes|exigences)\b[^.?]{0,40}?\b(?:mention\w*|relevant to|related to|relate to|about|"
    r"concern\w*|refer\w*(?: to)?|deal\w* with|on|appl\w+ to|cover\w*|contain\w*|discuss\w*|speak\w* of|"
    r"address\w*|"
    r"portant sur|relati\w+ (?:à|aux?)|parl\w+ d\w*|trait\w+ d\w*|sur|contenant)\s*"
    r"(?:the |a |an |our |le |la |les |l'|du |de |des |d')?(?P<term>.+)",
    re.IGNORECASE | re.DOTALL,
)
_MARKED = re.compile(
    r"[`\"“”«]\s*(?P<term>[^`\"“”»]{2,80}?)\s*[`\"“”»]|(?<!\w)'(?P<single>[^']{2,60})'(?!\w)"
)
_DEFINE = re.compile(
    r"\b(?:what (?:do|does|did) (?:the )?(?:\w+ ){0,3}?mean by|what is meant by|(?:the )?definition of|"
    r"define[sd]?|"
    r"meaning of|what does|what do|how (?:is|are)|que signifie(?:nt)?|qu'entend-on par|qu'appelle-t-on|"
    r"définition "
    r"(?:de la |de l'|du |des |de |d')|qu'est-ce qu'une?|c'est quoi)\s+(?:an? |the |une? |le |la |les |l')?"
    r"(?P<term>.+?)(?:\s+(?:mean|means|stand for|stands for|defined(?: as| in.*)?))?\s*[?.!]*$",
    re.IGNORECASE,
)
_NOUN_OF_CODE = re.compile(
    r"^(?:(?:error|fault|alarm|status|message|code|erreur|défaut|alarme|état)\s+){1,2}(?=[\w-]*\d[\w-]*$)",
    re.IGNORECASE,
)
"""What a code is called in a question, and often not where it stands: ``error E17``."""
_DEFINING = re.compile(
    r"\b(?:mean by|meant by|definition|define[sd]?|meaning|means?|stands? for|signifie\w*|entend-on|"
    r"appelle-t-on|"
    r"définition|qu'est-ce qu'une?|c'est quoi)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:how (?:many|much|long|often|far|high|tall|wide|deep|thick|heavy|big|large|fast|old|hot|loud|"
    r"close|near|short|low|"
    r"narrow|small|late|early)|combien|max(?:imum|imal\w*|i)?|min(?:imum|imal\w*|i)?|at (?:least|most)|"
    r"what (?:size|length|width|height|thickness|diameter|distance|angle|force|load|pressure|temperature|"
    r"voltage|current|"
    r"speed|torque|weight|mass|power|value|percentage|share|number|capacity|time|clearance|gap|radius|"
    r"frequency|strength|concentration|dose|ratio)|(?:below|above|beyond) what\b|"
    r"(?:à partir de|au[- ]dessus de|au[- ]delà de|en[- ]dessous de) quel(?:le)?\b|"
    r"limits?|tolerances?|number of|size|length|width|height|thickness|diameter|distance|angle|radius|"
    r"capacity|share|"
    r"percentage|torque|couple (?:de|des|du|d['’]|vis|boulons?|[eé]crous?)|"
    r"quelle (?:est la )?(?:taille|longueur|largeur|hauteur|épaisseur|distance|force|charge|"
    r"pression|"
    r"température|tension|vitesse|masse|puissance|valeur|durée|profondeur|capacité|fréquence|cylindrée)|"
    r"quel (?:est le |est "
    r"l')?(?:diamètre|angle|poids|nombre|couple|courant|âge|délai|rayon|jeu|débit|niveau|taux)|"
    r"empattement|épaisseur|âge|cylindrée|diamètre|largeur|hauteur|longueur|profondeur)\b",
    re.IGNORECASE,
)
_QUI = r"(?:(?:à|de|par|avec|pour|chez|contre|sur) )?qui\b(?!\s+(?:est|sont)\s+l)"
_WHO = re.compile(rf"^\W*(?:and |et )?(?:who\b|whom\b|{_QUI})", re.IGNORECASE)
_OU = re.compile(r"^\W*(?:(?:et |d['’]|par )?où|(?:and )?where)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"^\W*(?:and |et )?(?:when (?:must|should|may|can|shall)\b"
    r"(?!.*\b(?:next|due|planned|come|start|begin|arrive|deliver|attend)\b)|"
    r"quand (?:faut-il|doi\w+|peu\w+)\b)",
    re.IGNORECASE,
)
"""``When must a basket be replaced``: a rule is asked for, no date."""
_DATE = re.compile(
    r"^\W*(?:and |et )?(?:when|quand)\b|\b(?:what (?:date|day|year)|which (?:date|day|year)|by when|"
    r"since when|(?:until|till) when|from when|quelle (?:date|année)|quel (?:jour|mois)|depuis quand|"
    r"jusqu['’]à quand|à partir de quand|de quand|pour quand|date de|date of|date limite|deadline|"
    r"(?:up to|before) when|last (?:day|date) (?:to|for)|dernier jour pour|dernière date|"
    r"avant quand|c['’]est quand)\b|"
    r"\bquand\W*$|^\W*(?:the )?(?:(?:planned|proposed|promised|agreed|new|next|date and) )?(?:day|date)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    rf"\b(?:who|whom|whose)\b|(?:[:,;.!]|\b(?:moi|sait|savoir|par|à|avec|chez|pour))\s+{_QUI}|\bqui est-ce\b",
    re.IGNORECASE,
)
"""In French not every ``qui``: behind a noun it only joins ("une caméra qui filme")."""
_BY_NAME = re.compile(
    r"\b(?:(?:sur|last |first |full )?names? of|by name|named?\b(?= .{0,30}\bwho\b)|"
    r"(?:pré)?noms? (?:de|du|des|d['’]))",
    re.IGNORECASE,
)
"""A person's name is asked for: what the person does is no answer."""
_REASON = re.compile(
    r"\b(?:why|reasons?|root cause|what (?:was |is )?(?:the )?caused?|due to what|how come|pourquoi|raisons?|"
    r"d['’]où (?:vien(?:t|nent)|provien(?:t|nent)) que|comment se fait-il|"
    r"causes?|origine|d[uû]e?s? (?:à|aux?) quoi|à quoi (?:est|était|sont|étaient)\b.{0,40}?\bd[uû]e?s?|"
    r"qu'est-ce qui a (?:causé|provoqué|entraîné)|what (?:led to|brought about))\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"(?:^|[.!;,:-]\s*)(?:and |but |so |ok,? |et |mais )?(?:is|are|was|were|can|could|may|must|do|does|"
    r"did|should|shall|has|"
    r"have|will|would|am|est-ce|peut-on|doit-on|faut-il|puis-je|peut-il|doit-il|a-t-on le droit|"
    r"(?:j['’]ai|on a|ai-je|avons-nous) (?:bien )?le droit|(?:on|je) (?:peut|peux|doit|dois)|(?:il )?faut)\b|"
    r"\b(?:sont|est|peu(?:t|vent)|doi(?:t|vent))-(?:il|elle|ils|elles|on)\b|\ba-t-(?:il|elle|on) le droit\b|"
    r"\b(?:allowed|permitted|ok|"
    r"legal)\s*\?\s*$|"
    r"\b(?:autorisée?s?|permise?s?|obligatoires?|interdite?s?)\s*\?\s*$",
    re.IGNORECASE,
)
_MAX = re.compile(
    r"\b(?:max(?:imum|imal\w*)?|at most|up to|no more than|not exceed|upper|limit|largest|highest|"
    r"longest|biggest|"
    r"how (?:far|high|much|long) (?:may|can)|au plus|plus grand\w*|limite|tolérée?s?|allowed|heaviest)\b",
    re.IGNORECASE,
)
_MIN = re.compile(
    r"\b(?:min(?:imum|imal\w*)?|at least|no less than|lower|smallest|lowest|shortest|thinnest|narrowest|"
    r"need|needed|"
    r"have to|must|required|au moins|faut|plus petit\w*)\b",
    re.IGNORECASE,
)
_KEYED = re.compile(r"\b(?P<word>[^\W\d_]{4,})\.?\s+(?P<key>[A-Z]|\d{1,2})(?![\w.,-]*\w|\s?[%°])")
"""``criticality A``, ``crit. A``, ``group 3``: the row of a table by its letter or number."""
_COUNTED = re.compile(
    r"\b(?:how many|n(?:um)?be?r of|nb of|combien (?:de |d['’])|nombre (?:de |d['’])|nb (?:de |d['’]))\s*"
    r"(?P<what>[^\W\d_][^?.,;:]*)",
    re.IGNORECASE,
)
_LONGEST_COUNTED = 2
_OF_TIMES = re.compile(r"\b(?:how many times|combien de fois)\b", re.IGNORECASE)
_OF_ORDERS = re.compile(
    r"\b(?:which|what|quel(?:le)?s?) (?:work orders?|orders?|WOs?|ordres? de travail|bons? de travail|OT)\b",
    re.IGNORECASE,
)
_WHICH_CLAUSE = re.compile(
    r"\b(?:which|what|quel(?:le)?)\s+(?:is the |est (?:la |le |l'))?(?:\w+ )?(?P<noun>clause|section|rule|"
    r"article|"
    r"paragraph|chapter|requirement|règle|paragraphe|chapitre|exigence)\b(?!\s+(?:number |no\.? ?)?[A-Z]?\d)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:steps?|procedures?|how (?:do|can|should|to|must)\b(?! (?:\w+ )?(?:much|many|long|often))|"
    r"(?:what|which) order|conditions|recommendations|checks|measures|actions|findings|"
    r"what (?:all )?(?:must|should|do|does|has|have|needs?|can)\b.{0,40}\b(?:do|done|checked?|fulfill?ed|"
    r"verified|met|happen)|what (?:are|were) (?:all )?the|"
    r"(?:which|what) (?:\w+ ){0,2}\w{3,}s (?:were|are|must|"
    r"have|should|make|form|belong|constitute|consist)|when else|étapes?|mode opératoire|"
    r"comment (?:faire|faut|doit|puis|on|se|peut)|"
    r"(?:quel|quelle) ordre|quel(?:le)?s (?:sont|étaient|(?:\w+ ){1,3}(?:forment|constituent|composent|font))"
    r"|que (?:faire|faut-il|doit-on|vérifier)|"
    r"à vérifier|recommandations)\b",
    re.IGNORECASE,
)
"""Several things are asked for that a list holds: steps, conditions, recommendations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """A question as the text expert reads it.

    Attributes:
        labels: Numbers of clauses that are asked for, as written.
        term: What a definition or a list of clauses is about.
        about: True where the question asks something about the named clause, not for its words.
        dimensions: Dimensions of the value asked for, where units are named.
        bound: Which limit is asked for.
        given: Quantities that the question states (``our container is 35 kg``).
        codes: Codes that it names (``M30``, ``DN80``).
        tags: Equipment that it names, normalised.
        of_tables: True where it asks which table or figure shows something.
        several: True where a whole list is asked for: steps, conditions, recommendations.
        section: The part of a report that is asked for.
        of_money: True where a price or a cost is asked for.
        of_orders: True where it asks which work order.
        which_clause: The noun (``clause``) where the clause's number is what is asked for; empty else.
        of_times: True where it asks how many times.
        keys: Words with the letter or number behind them, which choose a row: ``("group", "3")``.
        by_name: True where a person is asked for by name.
        clocks: Times of day that it names, as ``moments`` writes them.
        said: Stems of its content words.
        asked_name: Stems of what it names right behind "what" or "which".
        numbers: All numbers in it; they are no answer to it.
        of_place: True where it asks where something is.
        counted: Stems of the noun whose number is asked for: ``nozzles`` of "how many nozzles".
    """

    kind: IntentKind
    expected: Expected
    language: Language
    labels: tuple[str, ...] = ()
    term: str = ""
    about: bool = False
    dimensions: frozenset[str] = frozenset()
    bound: Bound | None = None
    given: tuple[Quantity, ...] = ()
    codes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    of_tables: bool = False
    several: bool = False
    section: Section | None = None
    of_money: bool = False
    of_orders: bool = False
    which_clause: str = ""
    of_times: bool = False
    keys: tuple[tuple[str, str], ...] = ()
    by_name: bool = False
    of_place: bool = False
    clocks: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    asked_name: frozenset[str] = frozenset()
    numbers: frozenset[float] = frozenset()
    counted: frozenset[str] = frozenset()


def asked_labels(text: str) -> tuple[str, ...]:
    """Numbers of clauses and tables in a question, as written; ``4.2`` only behind a word like "clause"."""
    found = [match.group("label") for match in _CUED.finditer(text)]
    found += [match.group("label") for match in _BARE.finditer(text)]
    found += [f"Table {match.group('label')}" for match in _TABLE.finditer(text)]
    return tuple(dict.fromkeys(found))


def _compile_term(text: str) -> str:
    """What a list of clauses is asked about; empty where none is asked for."""
    match = _COMPILE.search(text)
    if match is None:
        return ""
    marked = _MARKED.search(match.group("term"))
    if marked:
        return (marked.group("term") or marked.group("single")).strip()
    term = re.split(
        r"[?.!\n:]|, (?:and|please)|\b(?:please|answer|in the|dans l[ea]|du règlement)\b", match.group("term")
    )[0]
    return term.strip().strip("`'\"“”«» ")


def _define_term(text: str) -> str:
    """The term whose meaning is asked for; empty where none is."""
    match = _DEFINE.search(text)
    if match is None or not _DEFINING.search(text):
        return ""
    marked = _MARKED.search(text)
    term = (marked.group("term") or marked.group("single")) if marked else match.group("term")
    return _NOUN_OF_CODE.sub("", term.strip().strip("`'\"“”«»?. "))


def words_beside_labels(text: str) -> str:
    """What a question says beside the clauses it names and that it wants them; empty where nothing."""
    rest = _CUED.sub(" ", _BARE.sub(" ", _TABLE.sub(" ", text)))
    left = re.sub(
        rf"\b(?:{_CUE}|the|in|of|de|la|le|les|l|d|du|en|please|exactly|document|standard|fsae)\b|[^\w]",
        " ",
        _SAYING.sub(" ", _SAYS.sub(" ", rest)),
        flags=re.IGNORECASE,
    )
    return " ".join(left.split())


def _kind(text: str, labels: tuple[str, ...]) -> tuple[IntentKind, str, bool]:
    """Kind, term, and whether something is asked about a named clause."""
    term = _compile_term(text)
    if term:
        return "compile", term, False
    if labels:
        if _EXACT.search(text) or not words_beside_labels(text):
            return "verbatim", "", False
        return "open", "", True
    term = _define_term(text)
    return ("define", term, False) if term else ("open", "", False)


def _expected(text: str, named: frozenset[str]) -> Expected:
    if _WHO.search(text):
        return "person"
    if _REASON.search(text) and not re.search(r"\b(?:how (?:many|much|long)|combien)\b", text, re.IGNORECASE):
        return "reason"
    if _CONDITION.search(text) or _OU.match(text):
        return "words"
    asking = re.match(r"\s*(?:how|what|which|combien|quel)", text, re.IGNORECASE)
    if _PERSON.search(text) and not _NUMBER.search(text):
        return "person"
    if _DATE.search(text) and not re.search(r"\bhow (?:many|much|long)\b|\bcombien\b", text, re.IGNORECASE):
        return "date"
    if _NUMBER.search(text) or OF_MONEY.search(text) or named or value_noun(text):
        return "number"
    return "yes_no" if _YES_NO.search(text) and not asking else "words"


def _counted(text: str, language: Language) -> frozenset[str]:
    """Stems of the noun right behind "how many", in both languages: it stands before the first other word."""
    match = _COUNTED.search(text)
    if match is None:
        return frozenset()
    words = re.findall(r"[^\W\d_]+", match["what"])[:_LONGEST_COUNTED]
    own = list(takewhile(lambda word: word.lower() not in STOP_WORDS, words))
    head = own[:1] if language == "fr" else own[-1:]
    stems = frozenset(stem(word.lower(), language) for word in head if unit_of(word.lower()) is None)
    same = glossary().same
    return stems | {entry[0] for one in stems for entry in same.get((one,), ()) if len(entry) == 1}


def read_intent(question: Question) -> Intent:
    """Reads a question; patterns over its words, no model."""
    text = re.sub(r"\s+", " ", question.text).strip()
    labels = asked_labels(text)
    clause = _WHICH_CLAUSE.search(text) if not labels else None
    kind, term, about = _kind(text, labels)
    plain = fold(text)
    named = named_dimensions(text)
    quantities = find_quantities(text)
    given = tuple(quantity for quantity in quantities if quantity.unit is not None)
    bound: Bound | None = "max" if _MAX.search(text) else "min" if _MIN.search(text) else None
    if bound == "max" and re.search(r"\b(?:min\w*|at least|au moins)\b", plain):
        bound = "min"
    return Intent(
        kind=kind,
        expected="words" if clause else _expected(text, named),
        language=question.language,
        labels=labels,
        term=term,
        about=about,
        dimensions=named or asked_dimensions(text),
        bound=bound,
        given=given,
        codes=tuple(_CODE.findall(text)),
        tags=tuple(find_tags(text)),
        of_tables=bool(_OF_TABLES.search(text)),
        several=bool(_SEVERAL.search(text)),
        section=asked_section(text),
        of_money=bool(OF_MONEY.search(text)),
        of_orders=bool(_OF_ORDERS.search(text)),
        which_clause=clause["noun"].lower() if clause else "",
        of_times=bool(_OF_TIMES.search(text)),
        keys=tuple((fold(match["word"]), match["key"]) for match in _KEYED.finditer(text)),
        by_name=bool(_BY_NAME.search(text)),
        of_place=bool(_OU.match(text)),
        clocks=clock_words(text),
        said=frozenset(content_stems(text, question.language)),
        asked_name=name_typed(text, question.language),
        numbers=frozenset(reading for quantity in quantities for reading in quantity.readings),
        counted=_counted(text, question.language),
    )
