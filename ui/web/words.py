"""The page's own words in English and French. Knows no component and no answer."""

from __future__ import annotations

ENGLISH = {
    "title": (
        "# Plant assistant\nAnswers from the plant's own documents, tables, drawings and sensors, each "
        "with its evidence."
    ),
    "tab_ask": "Ask",
    "tab_signals": "Signals",
    "tab_drawings": "Drawings",
    "tab_library": "Library",
    "question": "Your question",
    "question_placeholder": "Ask about the plant: a clause, a work order, a sensor, a drawing …",
    "send": "Ask",
    "stop": "Stop",
    "new": "New conversation",
    "scope": "Restrict to",
    "scope_equipment": "Equipment tag",
    "scope_source": "Source (name or pattern)",
    "scope_since": "Since (YYYY-MM-DD)",
    "scope_until": "Until (YYYY-MM-DD)",
    "evidence": "Evidence",
    "files": "Files",
    "collection": "Collection",
    "ingest": "Read the files in",
    "sources": "Sources",
    "quarantine": "Not read in",
    "forget": "Forget this source",
    "forget_which": "Source to forget (a click in the list takes it)",
    "forget_yes": "Yes, forget it",
    "forget_no": "Cancel",
    "refresh": "Refresh",
    "drawing": "Drawing",
    "drawing_clauses": "Clauses to hold it to (7.3, 8.1)",
    "drawing_check": "Check the drawing",
    "drawing_sheet": "Sheet",
    "drawing_picture": "Sheet with the findings",
    "query": "Query",
    "rows": "Rows",
    "cut_out": "Enlarged part",
}

FRENCH = {
    "title": (
        "# Plant assistant\nDes réponses tirées des documents, tableaux, plans et capteurs du site, "
        "chacune avec sa preuve."
    ),
    "tab_ask": "Questions",
    "tab_signals": "Signaux",
    "tab_drawings": "Plans",
    "tab_library": "Documents",
    "question": "Votre question",
    "question_placeholder": "Une exigence, un ordre de travail, un capteur, un plan …",
    "send": "Demander",
    "stop": "Arrêter",
    "new": "Nouvelle conversation",
    "scope": "Restreindre à",
    "scope_equipment": "Repère d'équipement",
    "scope_source": "Source (nom ou motif)",
    "scope_since": "Depuis (JJ/MM/AAAA)",
    "scope_until": "Jusqu'au (JJ/MM/AAAA)",
    "evidence": "Preuves",
    "files": "Fichiers",
    "collection": "Collection",
    "ingest": "Lire les fichiers",
    "sources": "Sources",
    "quarantine": "Non lus",
    "forget": "Oublier cette source",
    "forget_which": "Source à oublier (un clic dans la liste la prend)",
    "forget_yes": "Oui, l'oublier",
    "forget_no": "Annuler",
    "refresh": "Actualiser",
    "drawing": "Plan",
    "drawing_clauses": "Articles à respecter (7.3, 8.1)",
    "drawing_check": "Vérifier le plan",
    "drawing_sheet": "Feuille",
    "drawing_picture": "Feuille avec les constats",
    "query": "Requête",
    "rows": "Lignes",
    "cut_out": "Partie agrandie",
}

EMPTY = {
    "en": (
        "**Nothing has been read in yet.** Open the *Library* tab and drop your files there, or run "
        "`assistant ingest FOLDER` on this machine. Then ask."
    ),
    "fr": (
        "**Rien n'a encore été lu.** Ouvrez l'onglet *Documents* et déposez-y vos fichiers, ou lancez "
        "`assistant ingest DOSSIER` sur cette machine. Puis posez votre question."
    ),
}

SETTING_UP = {
    "en": "*The assistant is being set up; your question is answered then.*",
    "fr": "*L'assistant se prépare ; votre question aura sa réponse ensuite.*",
}

LOADING = {
    "en": (
        "*The language model is being loaded; the answer goes on then. The very first start converts it once "
        "(about half a minute); after that it takes a few seconds.*"
    ),
    "fr": (
        "*Le modèle de langue se charge ; la réponse continue ensuite. Le tout premier démarrage le "
        "convertit une fois (une demi-minute environ) ; ensuite quelques secondes suffisent.*"
    ),
}

INTERRUPTED = {
    "en": "*The page was loaded again before this was answered. Ask again, please.*",
    "fr": "*La page a été rechargée avant la réponse. Posez la question de nouveau.*",
}

STILL_WRITING = {
    "en": "The answer before is still being written. Your question stays in its field: send it afterwards.",
    "fr": "La réponse précédente s'écrit encore. Votre question reste dans son champ : envoyez-la ensuite.",
}

WAITING = {
    "en": "*Others are being answered: {ahead} before you.*",
    "fr": "*D'autres questions sont en cours : {ahead} avant la vôtre.*",
}

FILLED = {
    "en": "**{count} sources** have been read in. Ask in English or French.",
    "fr": "**{count} sources** ont été lues. Posez votre question en français ou en anglais.",
}

SOURCE_HEADERS = {
    "en": ["Source", "Kind", "Title", "Pages", "Revision", "Read in"],
    "fr": ["Source", "Type", "Titre", "Pages", "Révision", "Lu le"],
}

REPLACED = {"en": "{revision}, replaced by {by}", "fr": "{revision}, remplacée par {by}"}

QUARANTINE_HEADERS = {
    "en": ["Source", "Reason", "What mends it"],
    "fr": ["Source", "Raison", "Remède"],
}

INGESTED = {
    "en": "{ingested} read in · {skipped} unchanged · {quarantined} not read in",
    "fr": "Lus : {ingested} · inchangés : {skipped} · non lus : {quarantined}",
}

CHOOSE_FILES = {"en": "Choose files first.", "fr": "Choisissez d'abord des fichiers."}

CHOOSE_SOURCE = {"en": "Choose a source first.", "fr": "Choisissez d'abord une source."}

FORGOTTEN = {"en": "{source}: forgotten.", "fr": "{source} : oubliée."}

REALLY_FORGET = {
    "en": "Forget {source}? Its text, tables and files are deleted; this cannot be undone.",
    "fr": "Oublier {source} ? Son texte, ses tableaux et ses fichiers sont effacés, sans retour possible.",
}

NO_DRAWING = {
    "en": "No drawing has been read in yet. Read DXF, PDF or picture files in on the *Library* tab.",
    "fr": "Aucun plan n'a encore été lu. Lisez des fichiers DXF, PDF ou images dans l'onglet *Documents*.",
}

CHOOSE_DRAWING = {"en": "Choose a drawing first.", "fr": "Choisissez d'abord un plan."}

SEVERITIES = {
    "en": {"error": "error", "warning": "warning", "info": "remark", "met": "met", "undecided": "undecided"},
    "fr": {
        "error": "erreur",
        "warning": "avertissement",
        "info": "remarque",
        "met": "respecté",
        "undecided": "indécis",
    },
}

NO_FINDING = {"en": "Nothing wrong was found.", "fr": "Rien d'anormal n'a été trouvé."}

NOT_THERE = {"en": "{source}: was not there.", "fr": "{source} : n'y était pas."}

STOPPED = {"en": "*Stopped.*", "fr": "*Arrêté.*"}


def language_of(accepted: str | None) -> str:
    """``fr`` where a browser prefers French (header ``Accept-Language``), else ``en``."""
    return "fr" if (accepted or "").strip().lower().startswith("fr") else "en"


MEANT = {"en": "This is what I mean", "fr": "C'est ce que je veux dire"}
NOT_MEANT = {"en": "This is not what I mean", "fr": "Ce n'est pas ce que je veux dire"}
