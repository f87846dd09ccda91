"""Words of the reports tab in English and French. Knows no component."""

from __future__ import annotations

ENGLISH = {
    "tab_reports": "Reports",
    "report_equipment": "Equipment",
    "report_since": "Since (YYYY-MM-DD; empty: the last 90 days told of)",
    "report_until": "Until (YYYY-MM-DD)",
    "report_write": "Write the diagnostic report",
    "report_files": "The report as a file",
    "report_hint": (
        "What sensors, documents, orders and the FMEA tell of one machine, each sentence with its evidence: "
        "click on a number to see it."
    ),
    "report_close": "Close the evidence",
}
FRENCH = {
    "tab_reports": "Rapports",
    "report_equipment": "Équipement",
    "report_since": "Depuis (AAAA-MM-JJ ; vide : les 90 derniers jours connus)",
    "report_until": "Jusqu'au (AAAA-MM-JJ)",
    "report_write": "Rédiger le rapport de diagnostic",
    "report_files": "Le rapport en fichier",
    "report_hint": (
        "Ce que capteurs, documents, ordres et AMDEC disent d'une machine, chaque phrase avec sa preuve : "
        "cliquez sur un numéro pour la voir."
    ),
    "report_close": "Fermer la preuve",
}
CHOOSE_EQUIPMENT = {"en": "Choose the equipment first.", "fr": "Choisissez d'abord l'équipement."}
