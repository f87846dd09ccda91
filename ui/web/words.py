"""The page's own words in English and French. Knows no component and no answer."""

from __future__ import annotations

ENGLISH = {
    "tab_ask": "Ask",
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
    "forget_which": "Source to forget",
    "refresh": "Refresh",
    "query": "Query",
    "rows": "Rows",
}

FRENCH = {
    "tab_ask": "Questions",
    "tab_library": "Documents",
    "question": "Votre question",
    "question_placeholder": "Une exigence, un ordre de travail, un capteur, un plan …",
    "send": "Demander",
    "stop": "Arrêter",
    "new": "Nouvelle conversation",
    "scope": "Restreindre à",
    "scope_equipment": "Repère d'équipement",
    "scope_source": "Source (nom ou motif)",
    "scope_since": "Depuis (AAAA-MM-JJ)",
    "scope_until": "Jusqu'au (AAAA-MM-JJ)",
    "evidence": "Preuves",
    "files": "Fichiers",
    "collection": "Collection",
    "ingest": "Lire les fichiers",
    "sources": "Sources",
    "quarantine": "Non lus",
    "forget": "Oublier cette source",
    "forget_which": "Source à oublier",
    "refresh": "Actualiser",
    "query": "Requête",
    "rows": "Lignes",
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

LOADING = {
    "en": (
        "The language model is being made ready. The very first start converts it once (about half a "
        "minute); after that it loads in a few seconds."
    ),
    "fr": (
        "Le modèle de langue se prépare. Le tout premier démarrage le convertit une fois (une demi-minute "
        "environ) ; ensuite il se charge en quelques secondes."
    ),
}

WAITING = {
    "en": "Somebody else's answer is being written; yours is next.",
    "fr": "Une autre réponse est en cours d'écriture ; la vôtre suit.",
}

STOPPED = {"en": "*Stopped.*", "fr": "*Arrêté.*"}
