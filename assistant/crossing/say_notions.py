"""Sentences about notions, in English and French: meanings, kinds, items. Knows words only."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.records import Language


def _of(language: Language, en: str, fr: str) -> str:
    return fr if language == "fr" else en


def _a(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def whole(sentence: str) -> str:
    """The sentence with its stop."""
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def by(language: Language, whom: str, *, fetched: str = "", stale: bool = False) -> str:
    """``According to wikidata (outside knowledge, fetched on 2031-01-02)``.

    Args:
        stale: True where it could not be asked again although that was due.
    """
    if not fetched:
        return _of(language, f"According to {whom}", f"Selon {whom}")
    old = _of(language, ", and not to be reached now", ", injoignable à présent") if stale else ""
    return _of(
        language,
        f"According to {whom} (outside knowledge, fetched on {fetched}{old})",
        f"Selon {whom} (connaissance extérieure, consultée le {fetched}{old})",
    )


def unreachable(language: Language, term: str, why: str) -> str:
    """What is said where nothing of the plant tells of a term and an endpoint failed."""
    return _of(
        language,
        f"The sources do not tell what “{term}” is, and outside knowledge could not be asked: {why}.",
        f"Les sources ne disent rien de « {term} », et aucune connaissance extérieure n'a pu être "
        f"consultée : {why}.",
    )


def meaning(language: Language, who: str, name: str, definition: str) -> str:
    """What a term means."""
    colon = _of(language, ": ", " : ")
    return whole(f"{who}, {name}{colon}{definition}")


def kind(language: Language, wider: str) -> str:
    """How a passage of an RDF file says what something is a kind of."""
    return _of(language, f"is a kind of {wider}", f"est une sorte de {wider}")


def kind_of(language: Language, who: str, name: str, wider: Sequence[str]) -> str:
    """What something is a kind of, step by step: ``pump is a kind of machine, which is a kind of asset``."""
    first, *rest = wider
    said = _of(language, f"{name} is a kind of {first}", f"{name} est une sorte de {first}")
    for one in rest:
        said += _of(language, f", which is a kind of {one}", f", qui est une sorte de {one}")
    return whole(f"{who}, {said}" if who else said)


def described(language: Language, tag: str, name: str, words: str) -> str:
    """What an item is by the words of its row."""
    return _of(
        language,
        f"{tag} is {_a(name)}, by its row: “{words}”.",
        f"{tag} : {name}, d'après sa ligne : « {words} ».",
    )


def typed(language: Language, tag: str, name: str, who: str) -> str:
    """What an item is by an RDF file."""
    return _of(language, f"{who}, {tag} is {_a(name)}.", f"{who}, {tag} : {name}.")


def more(language: Language, count: int) -> str:
    """What is left out of a list."""
    return _of(language, f"and {count} more.", f"et {count} de plus.")
