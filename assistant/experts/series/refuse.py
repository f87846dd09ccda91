"""Sentences that say why the logs do not answer. Knows problems, no evidence."""

from __future__ import annotations

from assistant.experts.series import wording as w
from assistant.experts.series.plan import Problem
from retrieval.records import Language

WHICH_ONE = ("please say which one.", "précisez lequel.")
"""Ends of what is said where several logs could answer."""


def refusal(problem: Problem, language: Language) -> str:
    """Why the logs do not hold the answer, in the question's language."""
    french = language == "fr"
    names = list(dict.fromkeys(log.display for log in problem.logs))
    shown = w.listed(names[:5], language) + (" …" if len(names) > 5 else "")
    first = problem.logs[0] if problem.logs else None
    if problem.kind == "no_sensor" and first is not None:
        sensors = w.listed([s.label for s in first.measures[:16]], language)
        if french:
            there = f"Elles comportent : {sensors}."
            return f"Les mesures de {shown} ne comportent aucun capteur « {problem.what} ». {there}"
        return f"The log of {shown} has no sensor “{problem.what}”. It holds {sensors}."
    if problem.kind == "outside" and first is not None:
        span = w.stretch(first.ref.start, first.ref.end, language)
        when = (
            w.window(problem.window, language, start=first.ref.start, end=first.ref.end)
            if problem.window
            else ""
        )
        if french:
            return (
                f"Il n'y a pas de mesures de {shown} {when} : l'enregistrement va {span.removeprefix('le ')}."
            )
        return f"There are no readings of {shown} {when}: the log runs {span}."
    if problem.kind == "no_log":
        if french:
            return f"Aucun enregistrement de mesures pour « {problem.what} ». Il y en a pour : {shown}."
        return f"There is no sensor log for “{problem.what}”. There are logs of {shown}."
    if problem.kind == "which_log":
        if french:
            return f"Plusieurs enregistrements peuvent répondre ({shown}) : {WHICH_ONE[1]}"
        return f"Several logs could answer this ({shown}): {WHICH_ONE[0]}"
    if problem.kind == "nameplate":
        if french:
            kind = "aucune donnée constructeur ou de plaque signalétique"
            return f"Les enregistrements de {shown} ne contiennent que des mesures, {kind}."
        return f"The logs of {shown} hold measurements only, no nameplate or design data."
    if problem.kind == "not_of":
        if french:
            other = f"{problem.sensor} appartient à un autre équipement"
            return f"Il n'y a pas de mesures de {problem.what} : {other}."
        return f"There are no readings of {problem.what}: {problem.sensor} belongs to other equipment."
    if problem.kind == "too_far" and first is not None:
        return _too_far(problem, shown, language)
    if problem.kind == "which_measure":
        if french:
            return (
                f"Je ne sais pas ce que « {problem.what} » demande aux mesures de {shown}. Demandez "
                "par exemple une moyenne, un minimum, un maximum, une étendue, un écart-type, une tendance "
                "ou une durée au-dessus d'une valeur."
            )
        return (
            f"I do not know what “{problem.what}” asks of the readings of {shown}. Ask for a mean, minimum, "
            "maximum, range, standard deviation, trend or time above a value, for example."
        )
    if problem.kind == "no_date":
        return "Cette date n'existe pas." if french else "That date does not exist."
    if french:
        return f"Les mesures de {shown} ne contiennent aucune valeur pour cette question."
    return f"The log of {shown} holds no reading for this question."


def _too_far(problem: Problem, shown: str, language: Language) -> str:
    """Why no forecast is made: it could not be tried on the past."""
    ahead = w.length(problem.seconds, language)
    if language == "fr":
        if problem.seconds <= 0:
            return f"Les mesures de {shown} sont trop peu nombreuses pour prévoir {problem.sensor}."
        return (
            f"Les mesures de {shown} ne permettent pas de prévoir {problem.sensor} aussi loin : "
            f"l'horizon le plus long qui peut être essayé sur leur passé est de {ahead}."
        )
    if problem.seconds <= 0:
        return f"The log of {shown} holds too few readings to forecast {problem.sensor}."
    return (
        f"The log of {shown} is too short to forecast {problem.sensor} so far: {ahead} ahead is the longest "
        "horizon that can be tried on its past."
    )
