"""Words of the signals tab in English and French. Knows no component."""

from __future__ import annotations

ENGLISH = {
    "signal_log": "Sensor log",
    "signal_sensors": "Sensors (none chosen: all)",
    "signal_tab_judge": "Not normal",
    "signal_tab_changes": "Changes",
    "signal_changes_hint": "Levels, slopes, spreads and correlations that changed lastingly.",
    "signal_changes": "Find what changed",
    "signal_tab_ahead": "Forecast",
    "signal_until": "Normal until (rows or time; empty: the calmest four fifths)",
    "signal_rate": "False alarms on normal rows (%)",
    "signal_judge": "Find what is not normal",
    "signal_horizon": "How far ahead (24h, 3d, or a number of rows)",
    "signal_limit": "Limit, when is it reached? (7.1, or VT-108A=7.1; may be empty)",
    "signal_coverage": "Interval (% of readings it shall hold)",
    "signal_forecast": "Forecast",
    "signal_ranges": "Found (a click marks it and takes its window)",
    "signal_ahead": "Forecast at the end of the horizon",
    "signal_since": "Window: since",
    "signal_end": "Window: until",
    "signal_question": "Ask about this window",
    "signal_question_hint": "What is not normal here?",
    "signal_sources": "What the documents say",
    "signal_hint": "Drag over the picture to take a window; a double click shows all again.",
    "signal_close": "Close the evidence",
}

FRENCH = {
    "signal_log": "Enregistrement",
    "signal_sensors": "Capteurs (aucun choix : tous)",
    "signal_tab_judge": "Anomalies",
    "signal_tab_changes": "Changements",
    "signal_changes_hint": "Niveaux, pentes, dispersions et corrélations qui ont changé durablement.",
    "signal_changes": "Chercher ce qui a changé",
    "signal_tab_ahead": "Prévision",
    "signal_until": "Normal jusqu'à (lignes ou date ; vide : les quatre cinquièmes les plus calmes)",
    "signal_rate": "Fausses alarmes sur les lignes normales (%)",
    "signal_judge": "Chercher ce qui n'est pas normal",
    "signal_horizon": "Horizon (24h, 3d pour trois jours, ou un nombre de lignes)",
    "signal_limit": "Limite, quand est-elle atteinte ? (7,1 ou VT-108A=7,1 ; facultatif)",
    "signal_coverage": "Intervalle (% des mesures qu'il doit contenir)",
    "signal_forecast": "Prévoir",
    "signal_ranges": "Trouvé (un clic le marque et prend sa fenêtre)",
    "signal_ahead": "Prévision à la fin de l'horizon",
    "signal_since": "Fenêtre : depuis",
    "signal_end": "Fenêtre : jusqu'à",
    "signal_question": "Une question sur cette fenêtre",
    "signal_question_hint": "Qu'est-ce qui n'est pas normal ici ?",
    "signal_sources": "Ce que disent les documents",
    "signal_hint": "Glissez sur l'image pour prendre une fenêtre ; un double clic montre tout à nouveau.",
    "signal_close": "Fermer la preuve",
}

RANGE_HEADERS = {
    "en": ["No.", "Since", "Until", "Score", "What stands out"],
    "fr": ["N°", "Depuis", "Jusqu'à", "Score", "Ce qui ressort"],
}

CHANGE_HEADERS = {
    "en": ["No.", "At", "Until", "Strength", "What changed"],
    "fr": ["N°", "Le", "Jusqu'à", "Force", "Ce qui a changé"],
}

CHANGED = {
    "en": "**{count} changes** in {rows} rows of {sensors} sensors.",
    "fr": "**{count} changements** dans {rows} lignes de {sensors} capteurs.",
}

UNCHANGED = {
    "en": "**Nothing changed for good** in {rows} rows of {sensors} sensors.",
    "fr": "**Rien n'a changé durablement** dans {rows} lignes de {sensors} capteurs.",
}

LASTS = {"en": "end of the log", "fr": "fin"}

AHEAD_HEADERS = {
    "en": ["Sensor", "Forecast (interval)", "What is told"],
    "fr": ["Capteur", "Prévision (intervalle)", "Explication"],
}

JUDGED = {
    "en": "**{count} ranges** are not normal in {rows} rows of {sensors} sensors (detectors: {detectors}).",
    "fr": "**{count} plages** ne sont pas normales dans {rows} lignes de {sensors} capteurs "
    "(détecteurs : {detectors}).",
}

DETECTORS = {
    "level": ("level", "niveau"),
    "excursion": ("excursions", "excursions"),
    "spread": ("spread", "dispersion"),
    "relation": ("relations between sensors", "relations entre capteurs"),
    "pca": ("principal components", "composantes principales"),
    "sub_pca": ("principal components of stretches", "composantes principales de tronçons"),
    "mahalanobis": ("distance to the usual", "distance à l'habituel"),
    "forecast_residual": ("departure from the forecast", "écart à la prévision"),
    "kmeans": ("clusters of stretches", "groupes de tronçons"),
    "matrix_profile": ("unlike all other stretches", "dissemblance aux autres tronçons"),
    "spectral_residual": ("spectral residual", "résidu spectral"),
    "autoencoder": ("autoencoder", "auto-encodeur"),
    "energy": ("certified energy", "énergie certifiée"),
}
"""By the detector's name, in English and French."""

ALL_NORMAL = {
    "en": "**Nothing stands out** in {rows} rows of {sensors} sensors (detectors: {detectors}).",
    "fr": "**Rien ne ressort** dans {rows} lignes de {sensors} capteurs (détecteurs : {detectors}).",
}

IN_FIELD = {"en": "“{field}” {value}", "fr": "« {field} » {value}"}

FORECAST = {
    "en": "**{steps} steps** ahead, to {end}, for {sensors} sensor(s); tried on {origins} moments of "
    "the past.",
    "fr": "**{steps} pas** en avant, jusqu'au {end}, pour {sensors} capteur(s) ; essayée sur {origins} "
    "moments du passé.",
}

SHOWN = {
    "en": "{rows} rows, {start} to {end}, every {step}; {sensors} sensors{shown}.",
    "fr": "{rows} lignes, du {start} au {end}, toutes les {step} ; {sensors} capteurs{shown}.",
}

SOME_SHOWN = {
    "en": " ({count} drawn: choose others above)",
    "fr": " ({count} tracés : choisissez-en d'autres ci-dessus)",
}

NO_LOG = {
    "en": "No sensor log has been read in yet: open the *Library* tab and drop one there (a column of times "
    "and one column a sensor).",
    "fr": "Aucun enregistrement n'a encore été lu : ouvrez l'onglet *Documents* et déposez-en un (une "
    "colonne de temps et une colonne par capteur).",
}

CHOOSE_LOG = {"en": "Choose a log first.", "fr": "Choisissez d'abord un enregistrement."}

CHOOSE_WINDOW = {
    "en": "Take a window first: click a range, drag over the picture, or write two times.",
    "fr": "Prenez d'abord une fenêtre : cliquez une plage, glissez sur l'image, ou écrivez deux dates.",
}

NOT_A_TIME = {
    "en": "'{text}' is no time: write it as 2024-06-30 or 2024-06-30 14:05.",
    "fr": "« {text} » n'est pas une date : écrivez 30/06/2024 ou 30/06/2024 14:05.",
}

TURNED = {
    "en": "The window ends before it begins.",
    "fr": "La fenêtre finit avant de commencer.",
}

NOT_A_LIMIT = {
    "en": "'{text}' is no limit: write a number (7.1) or a sensor and a number (VT-108A=7.1).",
    "fr": "« {text} » n'est pas une limite : écrivez un nombre (7,1) ou un capteur et un nombre "
    "(VT-108A=7,1).",
}

NOT_A_HORIZON = {
    "en": "'{text}' is no horizon: write a number of rows (48) or a length of time (90min, 24h, 3d).",
    "fr": "« {text} » n'est pas un horizon : écrivez un nombre de lignes (48) ou une durée (90min, 24h, 3d).",
}

TOO_FAR = {
    "en": "A horizon can be a quarter of the log at most, {most} here: a longer one could not be tried on "
    "its past.",
    "fr": "Un horizon peut être d'un quart de l'enregistrement au plus, ici {most} : un plus long ne "
    "pourrait pas être essayé sur le passé.",
}

NOT_NORMAL = {
    "en": "'{text}' is no number of rows and no time, or it leaves fewer than {fewest} normal rows of the "
    "log ({start} to {end}).",
    "fr": "« {text} » n'est ni un nombre de lignes ni une date, ou laisse moins de {fewest} lignes normales "
    "de l'enregistrement (du {start} au {end}).",
}

REFUSED = {"en": "⚠ {why}", "fr": "⚠ Impossible : {why}"}

PATTERN = {
    "en": "**In this window:** {told}.",
    "fr": "**Dans cette fenêtre :** {told}.",
}

SENSOR_STANDS = {
    "en": "{name} {way} (mean {mean}, usually {usual})",
    "fr": "{name} {way} (moyenne {mean}, d'habitude {usual})",
}

WAYS = {
    "en": {
        "high": "high", "low": "low", "unsteady": "unsteady", "still": "stuck or very still",
        "decorrelated": "out of step with the others",
        "unusual": "on an unusual course",
    },
    "fr": {
        "high": "haut", "low": "bas", "unsteady": "instable", "still": "figé ou presque",
        "decorrelated": "ne suit plus les autres",
        "unusual": "suit une allure inhabituelle",
    },
}  # fmt: skip

NO_SOURCES = {
    "en": "No failure mode and no passage of the documents speaks of this.",
    "fr": "Aucun mode de défaillance et aucun passage des documents n'en parle.",
}

SOURCES = {
    "en": "{modes} failure modes and {passages} passages speak of it; a click on a card opens it.",
    "fr": "{modes} modes de défaillance et {passages} passages en parlent ; un clic sur une carte l'ouvre.",
}

ROOM = {"en": ", ", "fr": " ; "}


def detector(name: str, language: str) -> str:
    """A detector in words."""
    return DETECTORS.get(name, (name, name))[language == "fr"]
