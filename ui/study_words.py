"""What a participant of a study reads around its cases, in English and French. Knows no page, no terminal."""
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.study.records import Ground, StudyLanguage

Said = Mapping[StudyLanguage, str]

CODE: Said = {"en": "Your code", "fr": "Votre code"}
CODE_HINT: Said = {
    "en": "The code you were given. It stands for you; your name is asked nowhere.",
    "fr": "Le code qu'on vous a remis. Il vous représente ; votre nom n'est demandé nulle part.",
}
WRONG_CODE: Said = {
    "en": "This code was not issued for this study. Check it with who invited you.",
    "fr": "Ce code n'a pas été délivré pour cette étude. Vérifiez-le auprès de qui vous a invité.",
}
BEGIN: Said = {"en": "Continue", "fr": "Continuer"}
AGREE: Said = {"en": "I have read this and I take part", "fr": "J'ai lu ce texte et je participe"}
DISAGREE: Said = {
    "en": "If you do not want to take part, close this page.",
    "fr": "Si vous ne voulez pas participer, fermez cette page.",
}
ABOUT_YOU: Said = {"en": "About you", "fr": "À propos de vous"}
CASE: Said = {"en": "Case {number} of {total}", "fr": "Cas {number} sur {total}"}
YOUR_DECISION: Said = {"en": "Your decision", "fr": "Votre décision"}
FINAL_DECISION: Said = {"en": "Your final decision", "fr": "Votre décision finale"}
FIRST: Said = {
    "en": "Decide for yourself first; you will see what the assistant says next.",
    "fr": "Décidez d'abord vous-même ; vous verrez ensuite ce que dit l'assistant.",
}
YOU_SAID: Said = {"en": "You decided: {answer}", "fr": "Vous avez décidé : {answer}"}
ADVICE: Said = {"en": "The assistant says:", "fr": "L'assistant répond :"}
SURE_MODEL: Said = {"en": "Its confidence: {percent} %", "fr": "Sa confiance : {percent} %"}
WHY: Said = {"en": "Its grounds", "fr": "Ses raisons"}
EXPERTS: Said = {"en": "Experts it asked", "fr": "Experts qu'il a consultés"}
CONFIDENCE: Said = {
    "en": "How sure are you? (0: a guess, 100: certain)",
    "fr": "À quel point êtes-vous sûr ? (0 : au hasard, 100 : certain)",
}
SUBMIT: Said = {"en": "Confirm", "fr": "Valider"}
DELEGATE: Said = {"en": "Let the assistant decide", "fr": "Laisser décider l'assistant"}
DELEGATE_HINT: Said = {
    "en": "You may hand this decision over to the assistant. Its answer then counts as yours, unseen.",
    "fr": "Vous pouvez confier cette décision à l'assistant. Sa réponse compte alors comme la vôtre, sans être vue.",
}
NO_WAY_BACK: Said = {
    "en": "A decision cannot be changed afterwards. You may stop at any time and go on later with your code.",
    "fr": "Une décision ne se change plus ensuite. Vous pouvez arrêter à tout moment et reprendre avec votre code.",
}
THANKS: Said = {
    "en": "Thank you. All your decisions are kept.",
    "fr": "Merci. Toutes vos décisions sont enregistrées.",
}
STOPPED: Said = {
    "en": "Stopped. The same command goes on from here.",
    "fr": "Arrêté. La même commande reprend ici.",
}
NUMBER_BOUNDS: Said = {
    "en": "A number from {low} to {high} {unit}",
    "fr": "Un nombre de {low} à {high} {unit}",
}
CHOOSE: Said = {"en": "Choose an answer.", "fr": "Choisissez une réponse."}
ENTER: Said = {
    "en": "Enter a number within the bounds.",
    "fr": "Entrez un nombre dans les bornes.",
}
SAY_SURE: Said = {
    "en": "Say how sure you are, from 0 to 100.",
    "fr": "Dites à quel point vous êtes sûr, de 0 à 100.",
}
ANSWER_ALL: Said = {"en": "Answer every question.", "fr": "Répondez à chaque question."}
PICTURE: Said = {"en": "picture {number}", "fr": "image {number}"}
CLOSED: Said = {
    "en": "There is no such study here.",
    "fr": "Il n'y a pas d'étude de ce nom ici.",
}

_WEIGHT = re.compile(r"\b(text|table|series|drawing) ([01]\.\d\d)\b")
_NAMES = {
    "en": {"text": "text", "table": "tables", "series": "sensors", "drawing": "drawings"},
    "fr": {"text": "texte", "table": "tableaux", "series": "capteurs", "drawing": "plans"},
}


def ground_said(ground: Ground, language: StudyLanguage) -> tuple[str, str]:
    """A ground of advice and its place as a participant reads them; the weights of experts in per cent."""
    text = ground.text.of(language)
    if ground.place != "experts":
        return text, ground.place
    space = " " if language == "fr" else ""
    named = _WEIGHT.sub(lambda m: f"{_NAMES[language][m[1]]} {round(100 * float(m[2]))}{space}%", text)
    return named, EXPERTS[language]
