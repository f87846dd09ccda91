"""Words of a study's report in English and French. Knows no figure."""
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Mapping

from assistant.study.records import Condition, StudyLanguage

Table = Mapping[StudyLanguage, Mapping[str, str]]

_CONDITION: Mapping[StudyLanguage, Mapping[Condition, str]] = {
    "en": {
        "alone": "alone",
        "advice": "advice",
        "explanation": "advice with explanation",
        "delegation": "delegation allowed",
    },
    "fr": {
        "alone": "seul",
        "advice": "avis",
        "explanation": "avis expliqué",
        "delegation": "délégation permise",
    },
}
SECTION: Table = {
    "en": {
        "summary": "In short",
        "conditions": "What was measured, by condition (95 % intervals)",
        "comparisons": "What differs",
        "pathways": "By which way: delegation, substitution, mediation",
        "calibration": "Are people as sure as they are right?",
        "bias": "Biases",
        "method": "How it was computed, and what this size can tell",
    },
    "fr": {
        "summary": "En bref",
        "conditions": "Ce qui a été mesuré, par condition (intervalles à 95 %)",
        "comparisons": "Ce qui diffère",
        "pathways": "Par quelle voie : délégation, substitution, médiation",
        "calibration": "L'assurance correspond-elle à la justesse ?",
        "bias": "Biais",
        "method": "Comment c'est calculé, et ce que cette taille permet de dire",
    },
}
MEASURE: Table = {
    "en": {
        "accuracy": "right decisions",
        "agreement": "agreement with the advice (naive)",
        "over_reliance": "follows wrong advice (over-reliance)",
        "under_reliance": "rejects right advice (under-reliance)",
        "rair": "takes right advice after a wrong start (RAIR)",
        "rsr": "keeps a right start against wrong advice (RSR)",
        "switch": "switches to the advice on disagreement",
        "discernment": "adopts right less wrong advice (discernment)",
        "discrimination": "follows right less wrong advice (discrimination)",
        "weight_of_advice": "weight of advice (numbers)",
        "delegated": "hands the decision over",
        "confidence": "confidence",
        "overconfidence": "confidence less share right",
        "brier": "Brier score of confidence",
    },
    "fr": {
        "accuracy": "décisions justes",
        "agreement": "accord avec l'avis (mesure naïve)",
        "over_reliance": "suit un avis faux (excès de confiance)",
        "under_reliance": "rejette un avis juste (défaut de confiance)",
        "rair": "prend un avis juste après un départ faux (RAIR)",
        "rsr": "garde un départ juste contre un avis faux (RSR)",
        "switch": "passe à l'avis en cas de désaccord",
        "discernment": "adopte l'avis juste moins le faux (discernement)",
        "discrimination": "suit l'avis juste moins le faux (discrimination)",
        "weight_of_advice": "poids de l'avis (nombres)",
        "delegated": "confie la décision",
        "confidence": "assurance",
        "overconfidence": "assurance moins part de justes",
        "brier": "score de Brier de l'assurance",
    },
}
VERDICT: Table = {
    "en": {
        "differs": "they differ.",
        "alike": "they are alike, within the difference that matters.",
        "cannot_tell": "this study cannot tell.",
    },
    "fr": {
        "differs": "elles diffèrent.",
        "alike": "elles se valent, à la différence qui importe près.",
        "cannot_tell": "cette étude ne permet pas de le dire.",
    },
}
CAUTIONS: Table = {
    "en": {
        "few_participants": "Fewer than six participants: nothing is tested, and no figure speaks for others.",
        "few_wrong": "Fewer than four cases have wrong advice: over-reliance rests on those very cases.",
        "interrupted": "Some steps were left and opened again; their times are not one sitting's.",
    },
    "fr": {
        "few_participants": "Moins de six participants : rien n'est testé, aucun chiffre ne vaut pour d'autres.",
        "few_wrong": "Moins de quatre cas ont un avis faux : l'excès de confiance ne repose que sur eux.",
        "interrupted": "Des étapes ont été quittées puis rouvertes ; leurs durées ne sont pas d'un seul tenant.",
    },
}
WORDS: Table = {
    "en": {
        "made": "Made on",
        "size": "{people} participants, {decisions} decisions, {cases} cases.",
        "compared": "{measure}: {condition} less {against} {difference}, {p}: {verdict}",
        "needed": "About {people} participants would find {difference}.",
        "no_test": "no test",
        "measure": "Measure",
        "condition": "Condition",
        "decisions": "Decisions",
        "seconds": "seconds, median",
        "calibration_error": "calibration error",
        "resolution": "resolution (0.5: none, 1: full)",
        "delegation": (
            "Delegation: {rate} of decisions were handed over; more often where the model is right than where "
            "it is wrong by {quality}. Right of what was handed over {accuracy_delegated}, of what was kept "
            "{accuracy_kept}."
        ),
        "substitution": (
            "Substitution, {condition}: wrong advice is adopted in {rate}; of all adoptions {quick} took less "
            "than half the person's usual time."
        ),
        "substitution_change": "What the explanation adds to substitution (adopting wrong advice): {value}.",
        "mediation": (
            "Mediation: what the explanation adds to telling right advice from wrong through what it says: "
            "{value}."
        ),
        "through_time": (
            "Of the explanation's effect on appropriate decisions, total {total}, this goes with time spent on "
            "the advice: {indirect}; this does not: {direct}. Time was not assigned by chance."
        ),
        "automation_bias": "Automation bias: right first decisions given up for wrong advice",
        "pull": "Pull: wrong answer given with the model less alone",
        "anchoring": "Anchoring on one's own first number (0: none, 1: full)",
        "confirmation": "Confirmation: change of confidence where wrong advice agrees",
        "learning": "Learning: change of right decisions from first to last case",
        "following_over_time": "Change of following from first to last case",
        "power": (
            "To find a difference of {difference} with 80 % power takes about {accuracy} participants for right "
            "decisions and {reliance} for over-reliance; {people} participants find {accuracy_found} and "
            "{reliance_found}."
        ),
        "method": (
            "Intervals know that decisions share people and cases (crossed clusters; Cameron, Gelbach and "
            "Miller, 2011). p is of a sign-flip test over participants, adjusted by Holm but for the main "
            "comparison.\n"
            "RAIR and RSR: Schemmer et al., 2023. Over-reliance: Buçinca et al., 2021. Switch: Yin et al., 2019. "
            "Weight of advice: Harvey and Fischer, 1997. Agreement is shown because it is common; it rises with "
            "good and bad reliance alike."
        ),
    },
    "fr": {
        "made": "Établi le",
        "size": "{people} participants, {decisions} décisions, {cases} cas.",
        "compared": "{measure} : {condition} moins {against} {difference}, {p} : {verdict}",
        "needed": "Environ {people} participants trouveraient {difference}.",
        "no_test": "sans test",
        "measure": "Mesure",
        "condition": "Condition",
        "decisions": "Décisions",
        "seconds": "secondes, médiane",
        "calibration_error": "erreur de calibration",
        "resolution": "résolution (0,5 : nulle, 1 : pleine)",
        "delegation": (
            "Délégation : {rate} des décisions ont été confiées ; plus souvent là où le modèle a raison que là "
            "où il a tort, de {quality}. Justes parmi les confiées {accuracy_delegated}, parmi les gardées "
            "{accuracy_kept}."
        ),
        "substitution": (
            "Substitution, {condition} : un avis faux est adopté dans {rate} ; de toutes les adoptions, {quick} "
            "ont pris moins de la moitié du temps habituel de la personne."
        ),
        "substitution_change": "Ce que l'explication ajoute à la substitution (adopter un avis faux) : {value}.",
        "mediation": (
            "Médiation : ce que l'explication ajoute, par ce qu'elle dit, à la distinction entre avis juste et "
            "avis faux : {value}."
        ),
        "through_time": (
            "De l'effet de l'explication sur les décisions appropriées, au total {total}, ceci va avec le temps "
            "passé sur l'avis : {indirect} ; ceci non : {direct}. Le temps n'a pas été tiré au sort."
        ),
        "automation_bias": "Biais d'automatisation : premières décisions justes abandonnées pour un avis faux",
        "pull": "Attraction : réponse fausse donnée avec le modèle moins seul",
        "anchoring": "Ancrage sur son propre premier nombre (0 : nul, 1 : total)",
        "confirmation": "Confirmation : changement d'assurance quand un avis faux concorde",
        "learning": "Apprentissage : changement des décisions justes du premier au dernier cas",
        "following_over_time": "Changement du suivi du premier au dernier cas",
        "power": (
            "Trouver une différence de {difference} avec une puissance de 80 % demande environ {accuracy} "
            "participants pour les décisions justes et {reliance} pour l'excès de confiance ; {people} "
            "participants trouvent {accuracy_found} et {reliance_found}."
        ),
        "method": (
            "Les intervalles tiennent compte de ce que des décisions partagent personnes et cas (grappes "
            "croisées ; Cameron, Gelbach et Miller, 2011). p vient d'un test par inversion des signes sur les "
            "participants, ajusté par Holm sauf pour la comparaison principale.\n"
            "RAIR et RSR : Schemmer et al., 2023. Excès de confiance : Buçinca et al., 2021. Passage à l'avis : "
            "Yin et al., 2019. Poids de l'avis : Harvey et Fischer, 1997. L'accord est montré parce qu'il est "
            "courant ; il monte avec la bonne comme avec la mauvaise confiance."
        ),
    },
}


def name_of(condition: Condition, language: StudyLanguage) -> str:
    """A condition as people read it."""
    return _CONDITION[language][condition]
