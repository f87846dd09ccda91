"""Tell a diagnosed episode in a sentence, in English and French. Knows no arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.series.concepts.dictionary import Language

SURE = 0.5
"""Probability below which an episode is called uncertain."""


def explain(
    *,
    fault: str,
    start: str,
    end: str,
    probability: float,
    other: tuple[str, float],
    unlike: bool,
    reasons: Sequence[str],
    modes: Sequence[str],
    normal: str,
    language: Language,
) -> str:
    """Which fault, since when, how sure, why, and which failure modes that speaks for.

    Args:
        other: The second likeliest fault and its probability.
        unlike: Whether it is like nothing labelled.
        reasons: Concepts in words, strongest first.
        modes: Failure modes in words.
    """
    chance, second = f"{100 * probability:.0f} %", f"{100 * other[1]:.0f} %"
    if language == "fr":
        text = f"Du {start} au {end} : {fault} (probabilité {chance})"
        if probability < SURE:
            text += f", incertain, sinon {other[0]} ({second})"
        if unlike:
            text += ", ne ressemble à rien d'étiqueté : peut-être un autre défaut"
        if fault == normal:
            return text + "."
        text += f", car {' ; '.join(reasons)}." if reasons else "."
        return text + (f" Modes de défaillance possibles : {', '.join(modes)}." if modes else "")
    text = f"From {start} to {end}: {fault} (probability {chance})"
    if probability < SURE:
        text += f", uncertain, else {other[0]} ({second})"
    if unlike:
        text += ", like nothing labelled: perhaps another fault"
    if fault == normal:
        return text + "."
    text += f", because {'; '.join(reasons)}." if reasons else "."
    return text + (f" Possible failure modes: {', '.join(modes)}." if modes else "")
