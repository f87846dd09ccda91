"""Kinds of work that words name in English and French: replace, isolate, grease. Knows no documents."""

from __future__ import annotations

import re

from retrieval.identifiers import find_tags

_KINDS: dict[str, str] = {
    "switch over": r"switch\w* over|chang\w*[- ]?over|swap\w*|permut\w+|bascul\w+",
    "give back": r"giv\w+ (?:\w+ ){0,4}back|hand\w* (?:\w+ ){0,3}back|return\w* to service|"
    r"déconsign\w+|restitu\w+|"
    r"remov\w+ (?:the )?lock-?outs?",
    "start": r"start\w*(?: up)?|put\w* (?:\w+ ){0,4}in(?:to)? (?:service|operation)|restart\w*|"
    r"démarr\w+|redémarr\w+|"
    r"mettre (?:\S+ ){0,4}(?:en|de nouveau en) (?:service|marche|route)|mise en (?:service|marche|route)|"
    r"switch\w* on|turn\w* on",
    "commission": r"commission\w+",
    "stop": r"shut\w*(?: \w+){0,4}? ?-?down|stop(?:s|ping|ped)?|arrêt\w*|switch\w* off|turn\w* off|"
    r"mise à l['’]arrêt",
    "isolate": r"isolat\w+|lock\w*[- ]?(?:\w+ ){0,3}?(?:out|off)|loto|tag\w*[- ]?out|de-?energi\w+|"
    r"consign(?:er|ation|ez|é\w*)|"
    r"condamn\w+|mise hors (?:tension|énergie)|isoler?|isolement",
    "replace": r"replac\w+|chang(?:e|es|ed|ing)\b(?![- ]?over)|changer|changement\w*|changez|renew\w*|"
    r"exchang\w+|"
    r"swap\w*|remplac\w+|échang\w+|renouvel\w+",
    "install": r"install\w*|fit(?:ted|ting)?\b|mount\w*|assembl\w+|refit\w*|erect\w*|"
    r"mont(?:er|age|ez)|pos(?:er|e)\b|"
    r"layup|lay(?:ing)?[- ]up",
    "remove": r"remov\w+|dismantl\w+|disassembl\w+|strip(?:ping)?|tak\w+ (?:\w+ ){0,3}(?:off|out|apart)|"
    r"un-?install\w*|"
    r"démont\w+|dépos\w+|enlev\w+|désinstall\w+",
    "delete": r"delet\w+|eras\w+|supprim\w+|effac\w+",
    "lubricate": r"greas\w+|lubric\w+|re-?greas\w+|graiss\w+|lubrifi\w+",
    "change oil": r"oil change|chang\w+ (?:\w+ ){0,2}(?:oil|huile)|oil (?:renewal|replacement)|vidang\w+",
    "drain": r"drain\w*|empty\w*|vidang\w+|vid(?:er|age)\b",
    "fill": r"fill\w*|top\w*[- ]up|rempli\w+|appoint",
    "clean": r"clean\w*|wash\w*|rins\w+|nettoy\w+|nettoyage|lav(?:er|age)\b",
    "clear": r"clear\w*|unblock\w*|unclog\w*|débouch\w+|débourr\w+|déblo\w+",
    "inspect": r"inspect\w*|check\w*|verif\w+|examin\w+|contrôl\w+|vérifi\w+|inspection",
    "test": r"test\w*|essa(?:yer|is?)\b",
    "adjust": r"adjust\w*|set(?:ting)?\b|tun(?:e|ing)\b|régl\w+|ajust\w+",
    "align": r"align\w*|lign(?:er|age)\b|lignage",
    "balance": r"balanc\w+|équilibr\w+",
    "calibrate": r"calibrat\w+|étalonn\w+|calibr\w+",
    "tighten": r"tighten\w*|torqu\w+|serr(?:er|age)\b|resserr\w+",
    "lap": r"lap(?:ping|ped)?\b|rod(?:er|age)\b",
    "repair": r"repair\w*|mend\w*|overhaul\w*|répar\w+|révis\w+",
    "use": r"us(?:es?|ed|ing|age)\b|operat\w+|utilis\w+",
    "prime": r"prim(?:e|ing)\b|amorç\w+|amorcer",
    "bleed": r"bleed\w*|vent(?:ing)?\b|purg\w+",
    "connect": r"connect\w*|branch\w+|raccord\w+",
    "add": r"add(?:s|ed|ing)?\b|ajout\w+",
    "move": r"mov(?:es?|ed|ing)\b|déplac\w+",
    "create": r"creat\w+|cré(?:er|ation)\b",
    "reset": r"reset\w*|restor\w+|réinitialis\w+",
    "track": r"track\w*|centr(?:er|age)\b",
}
_PATTERNS = {name: re.compile(rf"\b(?:{words})", re.IGNORECASE) for name, words in _KINDS.items()}
SEARCHED = {"isolate": ("isolate", "lock", "out"), "lubricate": ("grease",), "lap": ("lapping",)}
"""What kinds of work are looked for by, where their names are not what documents write."""

_HANDS_ON = frozenset(
    {
        "isolate", "replace", "install", "remove", "lubricate", "change oil", "drain", "clean", "align",
        "balance", "calibrate", "tighten", "lap", "repair", "switch over", "commission",
    }
)  # fmt: skip
_ORDER = re.compile(
    r"\W*(?:please )?(?P<verb>\w+(?: over)?)\s+"
    r"(?:(?P<article>the|an?|le|la|les|une?)\s+|l['’])?(?P<rest>\S+)",
    re.IGNORECASE,
)
_NO_ORDER = re.compile(r"(?:ment|[ts]ion|age|ing|ed|[^s]s|ance|é)$", re.IGNORECASE)
_RELATED = {
    "remove": {"replace": 0.8},
    "install": {"replace": 0.75},
    "change oil": {"drain": 0.7, "replace": 0.6},
    "drain": {"change oil": 0.8},
    "repair": {"replace": 0.75},
    "isolate": {"stop": 0.3},
    "start": {"commission": 0.85},
    "commission": {"start": 0.85},
    "replace": {"change oil": 0.5},
    "move": {"switch over": 0.3},
}


def actions_in(text: str) -> frozenset[str]:
    """The kinds of work that a text names."""
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(text))


def is_imperative(text: str) -> bool:
    """True where a text opens with an order to work on a machine: "replace the seal", "swap P-101A for …"."""
    order = _ORDER.match(text)
    if order is None or _NO_ORDER.search(order["verb"]):
        return False
    return any(_PATTERNS[kind].match(order["verb"]) for kind in _HANDS_ON) and (
        order["article"] is not None or bool(find_tags(order["rest"])[:1])
    )


def without_actions(text: str, actions: frozenset[str]) -> str:
    """A text without the words that name these kinds of work."""
    for name in actions:
        text = _PATTERNS[name].sub(" ", text)
    return text


def fit(asked: frozenset[str], there: frozenset[str]) -> float:
    """1 where the work that is asked for is the work that is there; less where that contains it."""
    if asked & there:
        return 1.0
    return max((_RELATED.get(one, {}).get(other, 0.0) for one in asked for other in there), default=0.0)


def is_hands_on(text: str) -> bool:
    """True where a text names work on a machine, which a sentence of a report tells nobody how to do."""
    return bool(actions_in(text) & _HANDS_ON)
