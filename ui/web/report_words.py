"""Words of the reports tab in English and French. Knows no component."""

from __future__ import annotations

ENGLISH = {
    "tab_reports": "Reports",
    "report_equipment": "Equipment",
    "report_since": "Since (YYYY-MM-DD; empty: the last 90 days told of)",
    "report_until": "Until (YYYY-MM-DD)",
    "report_kind": "What it is about",
    "report_diagnostic": "Diagnosis: what is wrong",
    "report_scenario": "Scenario: what can be done",
    "report_write": "Write the report",
    "report_about": "Your feedback on",
    "report_note": "Note",
    "report_hours": "Hours it takes",
    "report_cost": "Cost",
    "report_accept": "Accept",
    "report_reject": "Reject",
    "report_correct": "Correct",
    "report_files": "The report as a file",
    "report_hint": (
        "What sensors, documents, orders and the FMEA tell of one machine, each sentence with its evidence: "
        "click on a number to see it, on ✎ to accept, reject or correct: the next report weighs it."
    ),
    "report_close": "Close the evidence",
}
FRENCH = {
    "tab_reports": "Rapports",
    "report_equipment": "Équipement",
    "report_since": "Depuis (JJ/MM/AAAA ; vide : les 90 derniers jours connus)",
    "report_until": "Jusqu'au (JJ/MM/AAAA)",
    "report_kind": "De quoi il parle",
    "report_diagnostic": "Diagnostic : ce qui ne va pas",
    "report_scenario": "Scénario : ce qu'on peut faire",
    "report_write": "Rédiger le rapport",
    "report_about": "Votre avis sur",
    "report_note": "Remarque",
    "report_hours": "Heures nécessaires",
    "report_cost": "Coût",
    "report_accept": "Accepter",
    "report_reject": "Rejeter",
    "report_correct": "Corriger",
    "report_files": "Le rapport en fichier",
    "report_hint": (
        "Ce que capteurs, documents, ordres et AMDEC disent d'une machine, chaque phrase avec sa preuve : "
        "cliquez sur un numéro pour la voir, sur ✎ pour accepter, rejeter ou corriger : le prochain rapport "
        "en tient compte."
    ),
    "report_close": "Fermer la preuve",
}
CHOOSE_EQUIPMENT = {"en": "Choose the equipment first.", "fr": "Choisissez d'abord l'équipement."}
CHOOSE_TARGET = {"en": "Choose what it is about first.", "fr": "Choisissez d'abord ce dont il s'agit."}
KEPT = {
    "en": "Your feedback is kept. Write the report again to see what it changes.",
    "fr": "Votre avis est gardé. Rédigez le rapport à nouveau pour voir ce qu'il change.",
}
