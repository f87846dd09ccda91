"""Sentences on what the lines of a drawing join, English and French. Knows a graph and words, no question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.drawings.piping import Branch, Piping
from retrieval.joined import ELSEWHERE, UNTAGGED
from retrieval.records import Language

_MOST = 12
_ACCENTS = (
    ("equipement", "équipement"), ("crepine", "crépine"), ("echangeur", "échangeur"), ("regul", "régul"),
    ("reglage", "réglage"), ("reservoir", "réservoir"),
)  # fmt: skip


def named(node: str, language: Language) -> str:
    """What a sentence calls an end of a line."""
    if node.startswith(ELSEWHERE):
        return node if language != "fr" else f"« {node.strip('“”')} »"
    if node.startswith(f"{UNTAGGED} "):
        what = node.removeprefix(f"{UNTAGGED} ").rpartition(" ")[0]
        if language != "fr":
            return f"a {what} without a tag"
        plain = {"valve": "une vanne sans repère", "symbol": "un symbole sans repère"}
        return plain.get(what, f"un symbole sans repère ({what})")
    return node


def kind(called: str) -> str:
    """What a folded question calls a kind, with its accents."""
    for plain, accented in _ACCENTS:
        called = called.replace(plain, accented)
    return called


def joined(names: Sequence[str], language: Language, *, most: int = _MOST) -> str:
    """``a, b and c``."""
    names = [*names[:most], *(["…"] if len(names) > most else [])]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {'et' if language == 'fr' else 'and'} {names[-1]}"


def way(nodes: Sequence[str], language: Language, *, arrow: str = "→") -> str:
    """``HV-1 → P-1``."""
    return f" {arrow} ".join(named(node, language) for node in nodes)


def run(piping: Piping, start: str, down: bool, branches: Sequence[Sequence[str]], language: Language) -> str:
    """What follows or comes before a thing, branch by branch."""
    where, told = piping.drawing.name, "; ".join(
        way(list(branch[1:]) if down else list(branch[:0:-1]), language) for branch in branches[:_MOST]
    )  # fmt: skip
    if language == "fr":
        side = "en aval" if down else "en amont"
        return f"{told} : {side} de {start} sur {where}, d'après les flèches et les bouts de lignes."
    side = "downstream" if down else "upstream"
    return f"{told}: {side} of {start} on {where}, by its arrows and the ends of lines."


def line(piping: Piping, one: str, other: str, numbers: Sequence[str], language: Language) -> str:
    """The numbers printed along a way."""
    told, where = ", ".join(numbers), piping.drawing.name
    one, other = named(one, language), named(other, language)
    if language == "fr":
        return f"{told} : ligne entre {one} et {other} sur {where}."
    return f"{told}: the line between {one} and {other} on {where}."


def numbered(
    piping: Piping,
    number: str,
    ends: Sequence[str],
    on_it: Sequence[str],
    instruments: Sequence[str],
    language: Language,
    *,
    directed: bool,
) -> str:
    """What a line joins, what lies on it, what is measured on it."""
    where, french = piping.drawing.name, language == "fr"
    names = [named(end, language) for end in ends]
    if directed:
        told = f"de {names[0]} à {names[-1]}" if french else f"from {names[0]} to {names[-1]}"
        told += f" sur {where}" if french else f" on {where}"
    elif french:
        told = f"relie {joined(names, language)} sur {where}, sans flèche qui donne le sens"
    else:
        told = f"joins {joined(names, language)} on {where}; no arrow shows the direction"
    statement = f"{number} : {told}." if french else f"{number}: {told}."
    for things, heading in (
        (on_it, "Dessus" if french else "On it"),
        (instruments, "Instruments" if french else "Instruments on it"),
    ):
        if things:
            statement += f" {heading}{' ' if french else ''}: {joined(things, language)}."
    return statement


def run_line(numbers: Sequence[str], language: Language) -> str:
    """The numbers along branches, before what the branches are."""
    return f"{'Ligne' if language == 'fr' else 'Line'} {joined(numbers, language)}. "


def onward(
    piping: Piping, connector: str, down: bool, branches: Sequence[Sequence[str]], language: Language
) -> str:
    """What follows on the drawing that a line leads to."""
    told = "; ".join(
        way(list(branch[1:]) if down else list(branch[:0:-1]), language) for branch in branches[:_MOST]
    )
    where, at = piping.drawing.name, named(connector, language)
    if language == "fr":
        return f"{told} : suite sur {where}, au renvoi {at}."
    return f"{told}: where it goes on on {where}, at the connector {at}."


def over_sheets(
    piping: Piping, path: Sequence[str], shown: Sequence[str], filtered: bool, called: str, language: Language
) -> str:
    """The part on one drawing of a way that leads over two."""
    where = piping.drawing.name
    one, other = named(path[0], language), named(path[-1], language)
    told = way(shown, language)
    if language == "fr":
        told = told or (f"pas de {kind(called)}" if filtered else "rien")
        return f"{told} : entre {one} et {other} sur {where}."
    told = told or (f"no {called}" if filtered else "nothing")
    return f"{told}: between {one} and {other} on {where}."


def undirected(piping: Piping, start: str, nodes: Sequence[str], language: Language) -> str:
    """Neighbours to which no flow is drawn."""
    names = joined([named(node, language) for node in nodes], language)
    if language == "fr":
        return f"{names} : reliés à {start} sur {piping.drawing.name}, sans flèche qui donne le sens."
    return f"{names}: joined to {start} on {piping.drawing.name}; no arrow shows the direction."


def also_undirected(nodes: Sequence[str], language: Language) -> str:
    """The same beside what is known."""
    names = joined([named(node, language) for node in nodes], language)
    if language == "fr":
        return f" Le sens n'est pas dessiné vers {names}."
    return f" The direction is not drawn towards {names}."


def nothing(piping: Piping, start: str, down: bool, language: Language) -> str:
    """No line leads on."""
    if language == "fr":
        return f"Rien n'est dessiné en {'aval' if down else 'amont'} de {start} sur {piping.drawing.name}."
    return f"Nothing is drawn {'down' if down else 'up'}stream of {start} on {piping.drawing.name}."


def between(
    piping: Piping,
    path: Sequence[str],
    others: Sequence[str],
    sense: str,
    instruments: Sequence[str],
    language: Language,
) -> str:
    """The way between two things."""
    one, other, inner = path[0], path[-1], path[1:-1]
    where = piping.drawing.name
    arrow = {"down": "→", "up": "←"}.get(sense, "–")
    if not inner:
        text = (
            f"Une ligne relie directement {one} et {other} sur {where} : rien entre eux."
            if language == "fr"
            else f"A line joins {one} and {other} directly on {where}: nothing is drawn between them."
        )
    elif language == "fr":
        text = f"{way(inner, language, arrow=arrow)} : entre {one} et {other} sur {where}."
    else:
        text = f"{way(inner, language, arrow=arrow)}: between {one} and {other} on {where}."
    if others:
        names = joined([named(node, language) for node in others], language)
        text += f" En parallèle : {names}." if language == "fr" else f" On ways beside it: {names}."
    if instruments:
        names = joined(list(instruments), language)
        text += f" Instruments : {names}." if language == "fr" else f" Instruments on it: {names}."
    if sense == "unknown":
        text += (
            " Le sens n'est pas dessiné sur tout le trajet."
            if language == "fr"
            else " The direction is not drawn all the way."
        )
    elif sense == "side":
        text += (
            " Rien ne coule de l'un à l'autre d'après les flèches."
            if language == "fr"
            else " By the arrows nothing flows from one to the other."
        )
    return text


def bypass(
    piping: Piping, start: str, others: Sequence[str], whether: bool | None, language: Language
) -> str:
    """What lies on ways around a thing; ``whether`` where one thing is asked of."""
    names, where = joined([named(node, language) for node in others], language), piping.drawing.name
    if language == "fr":
        lead = {None: "", True: "Oui : ", False: "Non : "}[whether]
        return f"{lead}{names} : sur un trajet qui contourne {start} sur {where}."
    lead = {None: "", True: "Yes: ", False: "No: "}[whether]
    return f"{lead}{names}: on a way around {start} on {where}."


def instruments(piping: Piping, start: str, found: Sequence[str], language: Language) -> str:
    """The instruments at a thing."""
    names, where = joined(list(found), language, most=30), piping.drawing.name
    if language == "fr":
        return f"{names} : instruments reliés à {start} sur {where}."
    return f"{names}: the instruments joined to {start} on {where}."


def isolation(piping: Piping, start: str, branches: Sequence[Branch], language: Language) -> str:
    """The valves that bound a thing, and the branches that none bounds."""
    french, where = language == "fr", piping.drawing.name
    ends = sorted((b.nodes[-1] for b in branches if b.shut), key=lambda node: node.startswith(UNTAGGED))
    shut = list(dict.fromkeys(named(end, language) for end in ends))
    counts = {n: sum(b.shut and named(b.nodes[-1], language) == n for b in branches) for n in shut}
    told = joined([f"{n} (×{counts[n]})" if counts[n] > 1 else n for n in shut], language)
    if shut and french:
        text = (
            f"{told} : organes d'isolement les plus proches sur chaque branche de {start}, d'après {where}."
        )
    elif shut:
        text = f"{told}: the nearest isolation points on the branches of {start}, by the lines of {where}."
    elif french:
        text = f"Aucun organe d'isolement n'est dessiné sur les branches de {start} sur {where}."
    else:
        text = f"No isolation point is drawn on the branches of {start} on {where}."
    for branch in branches:
        if branch.shut:
            continue
        end, role = branch.nodes[-1], piping.role(branch.nodes[-1])
        through = way(branch.nodes, language, arrow="–")
        if role == "relief":
            text += (
                f" {end} est une soupape et n'isole pas ({through})."
                if french
                else f" {end} is a relief valve and isolates nothing ({through})."
            )
        elif role == "untagged":
            text += (
                f" Un symbole sans repère est sur la branche {through} : à voir sur le plan."
                if french
                else f" The branch {through} has a symbol without a tag: look at the drawing."
            )
        else:
            text += (
                f" Pas d'organe d'isolement sur la branche {through}."
                if french
                else f" No isolation point on the branch {through}."
            )
    return text


def caution(language: Language) -> str:
    """What an isolation from a drawing does not tell."""
    if language == "fr":
        return "D'après les lignes du plan : vérifier sur place, suivre la procédure de consignation."
    return "By the lines of the drawing only: check on site, and follow the plant's isolation procedure."
