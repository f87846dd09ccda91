"""Lines of studies of hazards as sentences, English and French. Chooses nothing."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.integrity.hazards import Line
from assistant.integrity.hazards_asked import Asked
from assistant.reliability.say import one_of
from retrieval.records import Language


def head(asked: Asked, files: Sequence[str], count: int, language: Language) -> str:
    """What the lines below are, and where they stand."""
    english = {
        "lines": "Lines",
        "safeguards": "Safeguards",
        "causes": "Causes",
        "consequences": "Consequences",
        "credited": f"Lines that rely on {', '.join(asked.tags)}",
        "recommendations": {"open": "Open recommendations", "closed": "Closed recommendations"}.get(
            asked.state, "Recommendations"
        ),
    }
    french = {
        "lines": "Lignes",
        "safeguards": "Barrières",
        "causes": "Causes",
        "consequences": "Conséquences",
        "credited": f"Lignes qui s'appuient sur {', '.join(asked.tags)}",
        "recommendations": {"open": "Recommandations ouvertes", "closed": "Recommandations soldées"}.get(
            asked.state, "Recommandations"
        ),
    }
    where = ", ".join(files)
    if language == "fr":
        return f"{french[asked.aim]} d'après {where}, {count} ligne{'s' if count > 1 else ''} :"
    return f"{english[asked.aim]} by {where}, {count} line{'s' if count > 1 else ''}:"


def whole(line: Line, language: Language) -> str:
    """A line with its consequence and its safeguards."""
    after = f" → {line.consequence}" if line.consequence else ""
    told = line.safeguard or one_of(language, "no safeguard is written", "aucune barrière n'est inscrite")
    about = ", ".join(part for part in (line.deviation, line.cause) if part)
    return f"{about}{after}{one_of(language, '; safeguards: ', ' ; barrières : ')}{told}{_place(line)}."


def safeguards(line: Line, language: Language) -> str:
    """What stands against a cause."""
    told = line.safeguard or one_of(language, "no safeguard is written", "aucune barrière n'est inscrite")
    about = ", ".join(part for part in (line.deviation, line.cause) if part)
    return f"{about}{one_of(language, ': ', ' : ')}{told}{_place(line)}."


def cause(line: Line, language: Language) -> str:
    """A cause with its deviation and what follows."""
    told = line.cause or one_of(language, "no cause is written", "aucune cause n'est inscrite")
    after = (
        one_of(language, ", with the consequence: ", ", conséquence : ") + line.consequence
        if line.consequence
        else ""
    )
    return f"{told} ({line.deviation}){after}{_place(line)}."


def consequence(line: Line, language: Language) -> str:
    """A consequence with what leads to it."""
    told = line.consequence or one_of(
        language, "no consequence is written", "aucune conséquence n'est inscrite"
    )
    by = ", ".join(part for part in (line.deviation, line.cause) if part)
    return f"{told} ({by}){_place(line)}."


def credited(line: Line, language: Language) -> str:
    """A line with its safeguards."""
    return safeguards(line, language)


def advice(line: Line, language: Language) -> str:
    """A recommendation with its owner and state."""
    parts = [line.advice.rstrip(".")]
    owner = one_of(language, "owner ", "pilote ") + line.owner if line.owner else ""
    status = one_of(language, "status ", "état ") + line.status if line.status else ""
    told = ", ".join(part for part in (owner, status) if part) or one_of(
        language, "no owner and no status written", "ni pilote ni état inscrits"
    )
    about = f", {line.deviation}" if line.deviation else ""
    return f"{parts[0]}{one_of(language, ': ', ' : ')}{told} ({line.place or line.row.source}{about})."


def note(language: Language) -> str:
    """What a study does not tell."""
    return one_of(
        language,
        "Told as the study was written: whether a safeguard is in service today it does not say.",
        "D'après l'étude telle qu'écrite : elle ne dit pas si une barrière est en service aujourd'hui.",
    )


def no_states(files: Sequence[str], language: Language) -> str:
    """Which studies have recommendations and no column of their state."""
    named = ", ".join(files)
    return one_of(
        language,
        f"Not told here, having no column of states: the recommendations of {named}.",
        f"Non comptées, faute de colonne d'état : les recommandations de {named}.",
    )


def no_node(number: str, places: Sequence[str], language: Language) -> str:
    """That there is no such node, with those there are."""
    known = "; ".join(dict.fromkeys(places))
    return one_of(
        language,
        f"No node {number} in the studies; the nodes are: {known}.",
        f"Pas de nœud {number} dans les études ; les nœuds sont : {known}.",
    )


def no_line(place: str, deviations: Sequence[str], language: Language) -> str:
    """That a node has no line on a deviation, with those it has."""
    known = ", ".join(dict.fromkeys(deviations))
    return one_of(
        language,
        f"The study has no such deviation for “{place}”; it has: {known}.",
        f"L'étude n'a pas cette dérive pour « {place} » ; elle a : {known}.",
    )


def _place(line: Line) -> str:
    return f" ({line.place})" if line.place else ""
