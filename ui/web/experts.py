"""Which experts answered, and which the gate had chosen, as HTML. Pure: knows no component and no model."""

from __future__ import annotations

import html
from collections.abc import Mapping

from assistant.records import Answer
from ui.web.present import ICONS

NAMES = {
    "en": {"text": "text", "table": "tables", "series": "series", "drawing": "drawings"},
    "fr": {"text": "texte", "table": "tableaux", "series": "mesures", "drawing": "plans"},
}
_WORDS = {
    "en": {
        "asking": "Asking:",
        "answered": "Answered by:",
        "nobody": "No expert found an answer.",
        "gate": "The gate had chosen:",
        "joined": "what the question refers to was looked up first",
        "computed": "worked out from the sources directly",
    },
    "fr": {
        "asking": "Interrogés\u00a0:",
        "answered": "Réponse de\u00a0:",
        "nobody": "Aucun expert n'a trouvé de réponse.",
        "gate": "L'aiguillage avait choisi\u00a0:",
        "joined": "ce que la question désigne a d'abord été cherché",
        "computed": "établie directement sur les sources",
    },
}


def asking_line(weights: Mapping[str, float], *, language: str = "en") -> str:
    """The experts that the gate chose, while they are asked."""
    if not weights:
        return ""
    tongue = "fr" if language == "fr" else "en"
    return (
        f'<div class="experts"><span class="lead">{_WORDS[tongue]["asking"]}</span>'
        f"{_weights(weights, tongue)}</div>"
    )


def answered_line(answer: Answer, *, language: str = "en") -> str:
    """Those on whose evidence the answer stands and how it was found; the gate's choice beside them.

    Empty where no expert was asked, as for a greeting.
    """
    tongue = "fr" if language == "fr" else "en"
    said = _WORDS[tongue]
    if not answer.answered_by and not answer.experts:
        return ""
    who = "".join(
        f'<span class="expert answered"><b>{ICONS.get(kind, "•")} {NAMES[tongue].get(kind, kind)}</b></span>'
        for kind in answer.answered_by
    )
    lead = said["answered"] if who else said["nobody"]
    how = f'<span class="how">({said[answer.route]})</span>' if answer.route in ("joined", "computed") else ""
    gate = ""
    if answer.gate:
        shown = _weights(answer.gate, tongue)
        gate = f'<span class="gate"><span class="lead">{said["gate"]}</span>{shown}</span>'
    return f'<div class="experts"><span class="lead">{lead}</span>{who}{how}{gate}</div>'


def _weights(weights: Mapping[str, float], tongue: str) -> str:
    """Experts with their weights as bars, heaviest first."""
    space = "\u202f" if tongue == "fr" else ""
    return "".join(
        f'<span class="expert"><span>{ICONS.get(name, "•")} '
        f"{html.escape(NAMES[tongue].get(name, name))}</span>"
        f'<i style="width:{round(60 * weight)}px"></i>{100 * weight:.0f}{space}%</span>'
        for name, weight in sorted(weights.items(), key=lambda item: -item[1])
    )


def spoken_line(answer: Answer, *, language: str = "en") -> str:
    """Which expert of the language model wrote which word, as HTML; empty where none of its words was taken.

    Each token has the colour of the expert that weighed most, and tells all weights when it is pointed at.
    """
    tokens = [token for sentence in answer.sentences for token in sentence.tokens]
    if not tokens:
        return ""
    french = language == "fr"
    names = NAMES["fr" if french else "en"]
    order = list(tokens[0].experts)
    shown = {name: html.escape(names.get(name, f"expert {name}")) for name in order}
    pieces = []
    for token in tokens:
        strongest = max(token.experts, key=lambda name: token.experts[name])
        told = " · ".join(f"{shown[name]} {weight:.0%}" for name, weight in token.experts.items())
        pieces.append(
            f'<span class="e{order.index(strongest) % 8}" title="{told}">{html.escape(token.text)}</span>'
        )
    legend = " ".join(f'<span class="e{at % 8}">{shown[name]}</span>' for at, name in enumerate(order))
    lead = "Experts du modèle, mot par mot" if french else "The model's experts, word by word"
    colon = " :" if french else ":"
    return f'<div class="spoken"><b>{lead}{colon}</b> {"".join(pieces)} <i>({legend})</i></div>'
