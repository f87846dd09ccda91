"""Sentences about relations of the plant graph, in English and French. Knows words only."""

from __future__ import annotations

from collections.abc import Sequence

from rdflib import SOSA

from retrieval.graph.terms import PLANT
from retrieval.records import Language

_PHYSICS = ("By the physics of such failures, ", "Par la physique de telles défaillances, ")
_NO_SENSOR = ("No sensor is named for ", "Aucun capteur n'est cité pour ")

NEIGHBOURS: dict[str, tuple[str, str]] = {
    str(PLANT.belongsWith): ("belongs with", "va avec"),
    str(SOSA.isHostedBy): ("sits on", "est monté sur"),
    str(PLANT.fits): ("is a spare part of", "est une pièce de rechange de"),
    str(PLANT.connectedTo): ("is joined by a line with", "est relié par une ligne à"),
    str(PLANT.shownOn): ("is the drawing of", "est le plan de"),
    str(PLANT.about): ("is about", "porte sur"),
    str(PLANT.recordedIn): ("records", "enregistre"),
}
"""What a neighbour is to the tag, by relation, in the order in which it is told."""


def _of(language: Language, en: str, fr: str) -> str:
    return fr if language == "fr" else en


def _listed(words: Sequence[str], language: Language) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {_of(language, 'and', 'et')} {words[-1]}"


def sensors(language: Language, names: Sequence[str], mode: str, control: str) -> str:
    """Which sensors the control of a line names, or that it names none."""
    if names:
        told = _of(
            language,
            f"{_listed(names, language)} {'tells' if len(names) == 1 else 'tell'} of {mode}",
            f"{_listed(names, language)} {'signale' if len(names) == 1 else 'signalent'} : {mode}",
        )
        return told + _of(language, f", by the control “{control}”.", f", par le contrôle « {control} ».")
    if not control:
        return f"{_NO_SENSOR[language == 'fr']}{mode}" + _of(
            language, ", nor any control.", ", ni aucun contrôle."
        )
    return f"{_NO_SENSOR[language == 'fr']}{mode}" + _of(
        language, f": its control is “{control}”.", f" : son contrôle est « {control} »."
    )


def likely(language: Language, name: str, what: str, mode: str) -> str:
    """A sensor that may show a failure by its physics."""
    told = f"{name} ({what})" if what else name
    return _of(
        language,
        f"{_PHYSICS[0]}which no source states, {told} may show {mode}.",
        f"{_PHYSICS[1]}qu'aucune source n'énonce, {told} peut signaler {mode}.",
    )


def is_no_control(statement: str) -> bool:
    """True for the sentences that a line names no sensor, and which may show its failure all the same."""
    return statement.startswith(_NO_SENSOR + _PHYSICS)


def hosted(language: Language, name: str, what: str, tag: str) -> str:
    """A sensor that sits on a machine."""
    told = f"{name} ({what})" if what else name
    return _of(language, f"{told} sits on {tag}.", f"{told} est monté sur {tag}.")


def of_machine(language: Language, mode: str, tag: str) -> str:
    """A failure mode of a machine; of none where no tag is given."""
    return f"{mode} {_of(language, 'of', 'de')} {tag}" if tag else mode


def fails(language: Language, names: Sequence[str], mode: str, tag: str) -> str:
    """How equipment fails, as another does or not."""
    several, who = len(names) > 1, _listed(names, language)
    if language == "fr":
        return (
            f"{who} {'peuvent' if several else 'peut'} défaillir par {mode}{f', comme {tag}' if tag else ''}."
        )
    return f"{who} can fail by {mode}{f', as {tag} does' if tag else ''}."


def neighbour(language: Language, kind: tuple[str, str], name: str, what: str, tag: str) -> str:
    """What a neighbour is to a tag."""
    told = f"{name} ({what})" if what else name
    return f"{told} {_of(language, *kind)} {tag}."


def more_of(language: Language, count: int, kind: tuple[str, str], tag: str) -> str:
    """How many more neighbours of a kind there are."""
    return _of(language, f"… and {count} more ({kind[0]} {tag}).", f"… et {count} de plus ({kind[1]} {tag}).")


def orders(language: Language, count: int, tag: str, last: str) -> str:
    """How many orders there are, and the last of them."""
    if language == "fr":
        return f"{count} ordre{'s' if count > 1 else ''} de travail sur {tag}, dont {last} en dernier."
    return f"{count} work order{'s are' if count > 1 else ' is'} on {tag}, {last} last."


def more(language: Language, count: int) -> str:
    """What is left out of a list."""
    return _of(language, f"and {count} more.", f"et {count} autre{'s' if count > 1 else ''}.")
