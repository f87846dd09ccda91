"""Answers on tagged equipment: where it is shown, what is connected, what is printed with it, which there is.

Knows drawings and one question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.experts.drawings.asked import Asked
from assistant.experts.drawings.drawing import Drawing, Version
from assistant.experts.drawings.reply import Lacking, Reply
from assistant.experts.drawings.roles import letters_of
from assistant.stored import asks_store
from assistant.words import content_stems, fold, stem
from retrieval.identifiers import normalise
from retrieval.joined import UNTAGGED, read_joined
from retrieval.records import DrawingEntity

_WHERE = re.compile(
    r"\b(?:(?:which|what) (?:drawings?|p ?& ?ids?|pids?|diagrams?|sheets?)|on (?:which|what)"
    r"|where is|in which (?:drawing|sheet)"
    r"|(?:sur )?quels? (?:plans?|schemas?|dessins?|p ?& ?id)|ou se trouve|ou est)\b"
)
_CONNECTED = re.compile(
    r"\b(?:connect\w*|upstream|downstream|attached|feeds?|fed|linked|joins?|(?:comes?|is|sits"
    r"|stands|what) (?:right )?(?:before|after|between)"
    r"|amont|aval|relie\w*|raccord\w*|qu'y a-t-il (?:avant|apres|entre)"
    r"|connecte\w*|alimente\w*|branche\w*|line (?:number|no)|numero de ligne|which line"
    r"|which pipe|quelle ligne)\b"
)
_LINE = re.compile(r"\b(?:line|pipe|ligne|tuyau)\b")
_LIST = re.compile(
    r"\b(?:list|which|what|all|how many|number of|name|show|liste\w*|quels?|quelles?|combien"
    r"|nombre|enumere\w*)\b"
)
_SAID = re.compile(
    r"\b(?:size|diameter|dn|nps|rating|rated|capacity|power|flow|speed|type|what is|what kind"
    r"|description|spec\w*|nominal|setting"
    r"|set at|range|service|duty|taille|diametre|puissance|debit|vitesse|qu'est-ce que|capacite"
    r"|calibre|nominale?|data|printed"
    r"|head|pressure|temperature|pression|basket|mesh|volumes?|contenance)\b"
)
_PRINTED: tuple[tuple[str, str], ...] = (
    (r"volumes?|capacit\w*|contenance", r"\d\s*(?:l|litres?|liters?|m3|m³|hl|gal|usg|bbl)(?![\w/])"),
    (r"power|puissance", r"\d\s*(?:kw|w|mw|hp|ch|kva)(?!\w)"),
    (r"flow|debit", r"\d\s*(?:m3|m³|l|kg|t|gpm|scfm|nm3)\s*/?\s*(?:h|min|s)?(?!\w)"),
    (r"size|diameter|dn|nps|taille|diametre", r"\bdn\s?\d|\d\s*(?:mm|\"|in)(?!\w)|\bnps"),
    (r"pressure|pression|rating|rated", r"\d\s*(?:bar|barg|psi|psig|kpa|mpa)(?!\w)|\bpn\s?\d"),
    (r"temperature", r"\d\s*°\s?[cf](?!\w)"),
    (r"head", r"\d\s*(?:m|ft|mce)(?!\w)"),
)
"""What is asked of a thing, and how an amount of it is printed at its tag."""
_AT_TAG = 7.0
"""Heights of the letters of a tag: how far from it an amount may stand."""
TagKind = tuple[str, str, str, str, str]
"""Name, English and French plural, words in questions, letters of its tags."""

_KINDS: tuple[TagKind, ...] = (
    (
        "control valve",
        "control valves",
        "vannes de régulation",
        r"control ?valves?|regulating valves?|vannes? (?:de )?(?:regul\w*|reglage|reglantes?)",
        r"(?:[FLPTAQD][CDIK]?V|PDC?V|HCV)",
    ),
    (
        "check valve",
        "check valves",
        "clapets",
        r"check ?valves?|non.?return valves?|clapets?",
        r"(?:NRV|CKV?|CHV|CL|CAR)",
    ),
    (
        "relief valve",
        "relief valves",
        "soupapes",
        r"(?:relief|safety) ?valves?|soupapes?",
        r"(?:(?:P|T|S)?SV|PRV|SRV|RV)",
    ),
    (
        "breaker",
        "breakers",
        "disjoncteurs",
        r"(?:circuit ?)?breakers?|disjoncteurs?",
        r"(?:Q|QF|CB|DJ)",
    ),
    ("transformer", "transformers", "transformateurs", r"transformers?|transformateurs?", r"(?:TR|TX|TFO)"),
    (
        "valve",
        "valves",
        "vannes",
        r"valves?|vannes?|robinets?|clapets?",
        r"(?:[A-Z]?[HLFPT]?V|NRV|PSV|XV|CV|HV|LV|FV|PV|TV|BV|SV|MOV)",
    ),
    ("pump", "pumps", "pompes", r"pumps?|pompes?", r"(?:P|DP|PU)"),
    (
        "instrument",
        "instruments",
        "instruments",
        r"instruments?|transmitters?|gauges?|sensors?|transmetteurs?|capteurs?|indicateurs?|switch(?:es)?",
        r"[AFILPSTVWDEJ]D?[TICERSAGH]{1,3}[LH]{0,2}",
    ),
    ("motor", "motors", "moteurs", r"motors?|moteurs?", r"M"),
    (
        "exchanger",
        "heat exchangers",
        "échangeurs",
        r"(?:heat )?exchangers?|coolers?|echangeurs?|refroidisseurs?",
        r"(?:E|HE|HX)",
    ),
    ("strainer", "strainers", "crépines", r"strainers?|crepines?|filters?|filtres?", r"(?:S|F|FL|ST)"),
    ("tank", "tanks", "réservoirs", r"tanks?|vessels?|reservoirs?|cuves?|ballons?", r"(?:T|TK|V|B|D)"),
    ("fan", "fans", "ventilateurs", r"fans?|ventilateurs?", r"(?:FAN|K|VE)"),
    ("tower", "cooling towers", "tours", r"(?:cooling )?towers?|tours?", r"(?:CT)"),
)
_JUST_VALVE = re.compile(r"(?:valve|vanne|robinet)(?: symbol)?")
_ANY = re.compile(r"\b(?:tags?|equipments?|equipements?|reperes?|items?|appareils?|symbols?)\b")


def kind_of(folded: str) -> TagKind | None:
    """The kind of equipment that a question names."""
    return next((kind for kind in _KINDS if re.search(rf"\b(?:{kind[3]})\b", folded)), None)


def asks_place(asked: Asked) -> bool:
    """True where it is asked where a tag is shown or what it is connected to."""
    if not asked.tags or asks_store(asked.folded):
        return False
    return bool(_WHERE.search(asked.folded) or _CONNECTED.search(asked.folded))


def answer_where(asked: Asked, drawings: Sequence[Drawing]) -> Reply | Lacking | None:
    """The drawings that show a tag."""
    if not asked.tags or not _WHERE.search(asked.folded) or asks_store(asked.folded):
        return None
    tag = asked.tags[0]
    stems = frozenset({"which", "show", "find", "shown", "appear", "trouv", "repres", "figur", "locat"})
    found = [(drawing, place) for drawing in drawings if (place := _find(drawing, tag))]
    if not found:
        refusal = asked.t(f"No drawing shows {tag}.", f"Aucun plan ne montre {tag}.")
        return Lacking(refusal=refusal, score=0.95, explained=stems)
    names = [drawing.name for drawing, _ in found]
    first = found[0][1]
    told = ", ".join(names[:6])
    statement = asked.t(
        f"{told} {'shows' if len(names) == 1 else 'show'} {tag}.",
        f"{told} : {'plan' if len(names) == 1 else 'plans'} où figure {tag}.",
    )
    also = tuple(drawing.versions[0].source for drawing, _ in found[1:])
    return Reply(
        statement=statement,
        quote=first[1].text,
        value=found[0][0].number,
        entities=(first[1],),
        score=0.97,
        explained=stems,
        also=also,
    )


def answer_connections(asked: Asked, drawing: Drawing) -> Reply | Lacking | None:
    """What lines join to a tag, or the line between two tags."""
    if not asked.tags or not _CONNECTED.search(asked.folded):
        return None
    tag = asked.tags[0]
    stems = frozenset(
        s
        for m in _CONNECTED.finditer(asked.folded)
        for s in (*content_stems(m.group(0)), *content_stems(m.group(0), "fr"))
    )
    for version in drawing.versions:
        joined = [(e, _ends(e)) for e in version.of("connection")]
        mine = [(e, ends) for e, ends in joined if any(_same(tag, end) for end in ends)]
        if len(asked.tags) > 1:
            mine = [(e, ends) for e, ends in mine if any(_same(asked.tags[1], end) for end in ends)]
        lines = list(dict.fromkeys(line for e, _ in mine if (line := _line(e))))
        if not mine or (_LINE.search(asked.folded) and not lines and version is not drawing.versions[-1]):
            continue
        others = list(dict.fromkeys(end for _, ends in mine for end in ends if not _same(tag, end)))
        entities = tuple(e for e, _ in mine)
        quote = "; ".join(e.text for e in entities[:8])
        by = asked.t(f" (line {', '.join(lines)})", f" (ligne {', '.join(lines)})") if lines else ""
        if len(asked.tags) > 1 and lines:
            statement = asked.t(
                f"{', '.join(lines)} joins {tag} and {asked.tags[1]} on {drawing.name}.",
                f"{', '.join(lines)} relie {tag} et {asked.tags[1]} sur {drawing.name}.",
            )
            return Reply(
                statement=statement,
                quote=quote,
                value=lines[0],
                entities=entities,
                score=0.95,
                explained=stems,
            )
        told = ", ".join(others)
        statement = asked.t(
            f"{told}: that is what {tag} is connected to on {drawing.name}{by}.",
            f"{told} : reliés à {tag} sur {drawing.name}{by}.",
        )
        return Reply(
            statement=statement, quote=quote, value=told, entities=entities, score=0.93, explained=stems
        )
    if _find(drawing, tag) is None:
        refusal = asked.t(f"{tag} is not on {drawing.name}.", f"{tag} ne figure pas sur {drawing.name}.")
        return Lacking(refusal=refusal, score=0.9, explained=stems)
    refusal = asked.t(
        f"No line could be followed to {tag} on {drawing.name}.",
        f"Aucune ligne n'a pu être suivie jusqu'à {tag} sur {drawing.name}.",
    )
    return Lacking(refusal=refusal, score=0.6, explained=stems)


def answer_list(asked: Asked, drawing: Drawing) -> Reply | Lacking | None:
    """Tags of a kind on a drawing, listed or counted."""
    kind = kind_of(asked.folded)
    if not _LIST.search(asked.folded) or asked.tags or (kind is None and not _ANY.search(asked.folded)):
        return None
    words = kind[3] if kind else _ANY.pattern
    stems = frozenset(
        s
        for m in re.finditer(words, asked.folded)
        for s in (*content_stems(m.group(0)), *content_stems(m.group(0), "fr"))
    )
    if kind is not None and _narrowed(asked, words):
        return None
    for version in drawing.versions:
        tags = version.of("tag")
        own = [e for e in tags if kind is None or of_kind(version, e, kind)]
        if not own:
            continue
        names = list(dict.fromkeys(e.text for e in own))
        what = asked.t(kind[1] if kind else "tags", kind[2] if kind else "repères")
        if len(names) == 1:
            what = " ".join(word.removesuffix("s") for word in what.split(" "))
        told = ", ".join(names[:60]) + (" …" if len(names) > 60 else "")
        statement = asked.t(
            f"{len(names)} {what} on {drawing.name}: {told}.",
            f"{len(names)} {what} sur {drawing.name} : {told}.",
        )
        if re.search(r"\b(?:list|liste\w*|which|quels?|quelles?|what)\b", asked.folded):
            statement = asked.t(
                f"{told}: {len(names)} {what} on {drawing.name}.",
                f"{told} : {len(names)} {what} sur {drawing.name}.",
            )
        return Reply(
            statement=statement,
            quote=told,
            value=str(len(names)),
            entities=tuple(own[:60]),
            score=0.9,
            explained=stems,
        )
    what = asked.t(kind[1] if kind else "tags", kind[2] if kind else "repères")
    return Lacking(
        refusal=asked.t(f"{drawing.name} shows no {what}.", f"{drawing.name} ne montre pas de {what}."),
        score=0.75,
        explained=stems,
    )


def asks_said(asked: Asked) -> bool:
    """True where an amount is asked for that may be printed at a tag."""
    return any(re.search(rf"\b(?:{words})\b", asked.folded) for words, _ in _PRINTED)


def _narrowed(asked: Asked, words: str) -> bool:
    """True where a word beside the kind narrows it and tags do not tell it: "butterfly valves"."""
    for match in re.finditer(rf"\b(?:{words})\b", asked.folded):
        before = re.search(r"(\w+)[ -]$", asked.folded[: match.start()])
        after = re.match(r"\s+([a-z]\w+)", asked.folded[match.end() :])
        for near in (before, after):
            word = near[1] if near is not None else ""
            forms = {word, stem(word), stem(word, "fr")}
            left = [w for w in asked.unexplained(frozenset()) if w & forms]
            if left and not re.search(rf"\b(?:{_ANY.pattern}|{_LIST.pattern})", word):
                return True
    return False


def _printed_at(asked: Asked, version: Version, tag: DrawingEntity) -> list[DrawingEntity]:
    """Texts at a tag that hold an amount of what is asked for, those nearer to no other tag."""
    forms = [form for words, form in _PRINTED if re.search(rf"\b(?:{words})\b", asked.folded)]
    others = [e for e in version.of("tag") if e.text != tag.text]
    return [
        entity
        for entity in version.of("text")
        if any(re.search(form, fold(entity.text)) for form in forms)
        and (gap := gap_of(entity, tag)) <= _AT_TAG
        and all(gap < gap_of(entity, other) for other in others)
    ][:2]


def answer_said(asked: Asked, drawing: Drawing) -> Reply | Lacking | None:
    """What is printed with a tag: size, rating, service."""
    if len(asked.tags) != 1 or not _SAID.search(asked.folded):
        return None
    tag = asked.tags[0]
    stems = frozenset(
        s
        for m in _SAID.finditer(asked.folded)
        for s in (*content_stems(m.group(0)), *content_stems(m.group(0), "fr"))
    )
    known = False
    for version in drawing.versions:
        for entity in version.of("tag"):
            if not _same(tag, entity.text):
                continue
            known = True
            printed = _printed_at(asked, version, entity)
            if printed and not entity.name:
                told = ", ".join(e.text for e in printed)
                statement = asked.t(
                    f"{told}: printed at {entity.text} on {drawing.name}.",
                    f"{told} : imprimé à côté de {entity.text} sur {drawing.name}.",
                )
                return Reply(
                    statement=statement, quote=told, value=told, entities=(*printed, entity), score=0.9,
                    explained=frozenset(s for word in asked.words for s in word),
                )  # fmt: skip
            if entity.name:
                statement = asked.t(
                    f"{entity.name} is what {drawing.name} says of {entity.text}.",
                    f"{entity.name} : indication de {drawing.name} pour {entity.text}.",
                )
                kinds = frozenset(
                    s
                    for k in _KINDS
                    for m in re.finditer(rf"\b(?:{k[3]})\b", asked.folded)
                    for s in content_stems(m.group(0))
                )
                return Reply(
                    statement=statement,
                    quote=f"{entity.text} {entity.name}",
                    value=entity.name,
                    entities=(entity,),
                    score=0.85,
                    explained=stems | kinds | {"check", "nomin"},
                )
    if known or not drawing.is_diagram:
        return None
    return Lacking(
        refusal=asked.t(f"{tag} is not on {drawing.name}.", f"{tag} ne figure pas sur {drawing.name}."),
        score=0.8,
        explained=stems,
    )


def gap_of(one: DrawingEntity, other: DrawingEntity) -> float:
    """How far two things stand apart, in heights of the lower one; endless where it cannot be told."""
    if one.box is None or other.box is None or one.page != other.page:
        return float("inf")
    x = max(one.box[0] - other.box[2], other.box[0] - one.box[2], 0.0)
    y = max(one.box[1] - other.box[3], other.box[1] - one.box[3], 0.0)
    height = min(one.box[3] - one.box[1], other.box[3] - other.box[1])
    return float((x * x + y * y) ** 0.5 / (height or 1.0))


def _find(drawing: Drawing, tag: str) -> tuple[Version, DrawingEntity] | None:
    for version, entity in drawing.each("tag"):
        if _same(tag, entity.text):
            return version, entity
    for version, entity in drawing.each("reference", "text", "note", "title_block"):
        if re.search(rf"(?<![\w-]){re.escape(tag)}(?![\w])", normalise(entity.text)):
            return version, entity
    return None


def _same(asked: str, printed: str) -> bool:
    """The same tag, or the common part of ``P-101A`` and ``P-101B``."""
    own = normalise(printed)
    return own == asked or (own[:-1] == asked and own[-1:].isalpha() and asked[-1:].isdigit())


def _ends(entity: DrawingEntity) -> list[str]:
    return [end for end in read_joined(entity.text).ends if not end.startswith(UNTAGGED)]


def _line(entity: DrawingEntity) -> str:
    return read_joined(entity.text).line


def of_kind(version: Version, tag: DrawingEntity, kind: TagKind) -> bool:
    """By the symbol's name where there is one that tells more than a valve, else by the tag's letters.

    ``V-100`` is a vessel or a valve: where valves are known by how they are drawn, it is one if drawn so.
    """
    lettered = is_lettered(normalise(tag.text), kind)
    for block in version.of("block"):
        if re.search(rf"(?<![\w-]){re.escape(tag.text)}(?![\w])", block.text):
            name = fold(block.name.replace("_", " "))
            return bool(re.search(rf"\b(?:{kind[3]})\b", name)) or (
                lettered and kind[0].endswith("valve") and bool(_JUST_VALVE.fullmatch(name))
            )
    if lettered and kind[0].endswith("valve") and letters_of(tag.text) == "V":
        return not any(_JUST_VALVE.fullmatch(fold(block.name)) for block in version.of("block"))
    return lettered


def is_lettered(tag: str, kind: TagKind) -> bool:
    """True where the letters of a normalised tag are those of a kind."""
    letters = tag.split("-")[0]
    return bool(re.fullmatch(kind[4], letters)) and (kind[0] == "instrument" or not _is_instrument(letters))


def _is_instrument(letters: str) -> bool:
    instrument = next(k for k in _KINDS if k[0] == "instrument")
    return len(letters) > 1 and letters[-1] != "V" and bool(re.fullmatch(instrument[4], letters))
