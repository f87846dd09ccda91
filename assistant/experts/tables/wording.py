"""Fixed words of the table expert's sentences, in English and French. Knows no table and no plan."""

from __future__ import annotations

from retrieval.records import Language

_NOUNS: dict[str, tuple[str, str, str, str]] = {
    "work order": ("work order", "work orders", "ordre de travail", "ordres de travail"),
    "alert": ("alert", "alerts", "alerte", "alertes"),
    "anomaly": ("anomaly", "anomalies", "anomalie", "anomalies"),
    "inspection": ("inspection", "inspections", "inspection", "inspections"),
    "pump": ("pump", "pumps", "pompe", "pompes"),
    "spare part": ("part", "parts", "pièce", "pièces"),
    "part": ("part", "parts", "pièce", "pièces"),
    "meter": ("meter", "meters", "compteur", "compteurs"),
    "sensor": ("sensor", "sensors", "capteur", "capteurs"),
}
_ROWS = ("row", "rows", "ligne", "lignes")

_WORDS: dict[str, tuple[str, str]] = {
    "with": ("with", "avec"),
    "of": ("of", "de"),
    "in": ("in", "en"),
    "on": ("on", "le"),
    "since": ("from {0} on", "à partir du {0}"),
    "until": ("before {0}", "avant le {0}"),
    "between_dates": ("from {0} to {1}", "du {0} au {1}"),
    "not": ("not {0}", "autre que {0}"),
    "empty": ("{0} empty", "{0} vide"),
    "filled": ("{0} filled in", "{0} renseigné"),
    "same_as": ("the same as that of", "identique à celle de"),
    "range": ("range (highest minus lowest)", "étendue (plus grand moins plus petit)"),
    "or": ("or", "ou"),
    "and": ("and", "et"),
    "between": ("between {0} and {1}", "entre {0} et {1}"),
    "month_of": ("in month {0} of any year", "au mois {0} de toutes les années"),
    "day_of": ("on {1}/{0} of any year", "le {1}/{0} de toutes les années"),
    "weekdays": ("on weekday {0}", "le jour {0} de la semaine"),
    "duration": ("duration", "durée"),
    "direction": ("direction", "sens"),
    "sum": ("total", "total"),
    "mean": ("average", "moyenne"),
    "median": ("median", "médiane"),
    "deviation": ("standard deviation", "écart-type"),
    "min": ("minimum", "minimum"),
    "max": ("maximum", "maximum"),
    "order in the table": ("order in the table", "ordre dans le tableau"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    "count": ("There are {n} {noun}{cond}.", "Il y a {n} {noun}{cond}."),
    "count_one": ("There is {n} {noun}{cond}.", "Il y a {n} {noun}{cond}."),
    "count_none": (
        "There are 0 {noun}{cond}: none is recorded.",
        "Il y a 0 {noun}{cond} : aucun n'est enregistré.",
    ),
    "distinct": (
        "There are {n} different values of {column} among the {noun}{cond}.",
        "Il y a {n} valeurs différentes de {column} parmi les {noun}{cond}.",
    ),
    "parts": (
        "There are {n} different values of {column} among the {noun}{cond}, each within its {within} "
        "({names} different names).",
        "Il y a {n} valeurs différentes de {column} parmi les {noun}{cond}, chacune dans son {within} "
        "({names} noms différents).",
    ),
    "per_period": (
        "On average {n} {noun} per {part}: {total} over {periods} {part}s{cond}.",
        "En moyenne {n} {noun} par {part} : {total} sur {periods} {part}s{cond}.",
    ),
    "per_group": (
        "On average {n} {noun} per {column}: {total} over {groups} values{cond}.",
        "En moyenne {n} {noun} par {column} : {total} sur {groups} valeurs{cond}.",
    ),
    "aggregate": (
        "{value} is the {aggregate} of {column} over {n} {noun}{cond}.",
        "{value} : {aggregate} de {column} sur {n} {noun}{cond}.",
    ),
    "aggregate_none": (
        "There is no value of {column} among the {noun}{cond}.",
        "Il n'y a pas de valeur de {column} parmi les {noun}{cond}.",
    ),
    "share": (
        "{percent} % ({part} of {whole}) of the {noun}{base} have {cond}.",
        "{percent} % ({part} sur {whole}) des {noun}{base} ont {cond}.",
    ),
    "share_none": (
        "There are no {noun}{base}, so there is no share.",
        "Il n'y a pas de {noun}{base}, donc pas de proportion.",
    ),
    "group_top": ("{group} has the {rank}: {figure}{cond}.", "{group} a le {rank} : {figure}{cond}."),
    "group_ties": (
        "{groups} have the {rank}, {figure} each{cond}.",
        "{groups} ont le {rank}, {figure} chacun{cond}.",
    ),
    "group_list": ("{groups}: {column} by {figure}{cond}.", "{groups} : {column} par {figure}{cond}."),
    "group_once": ("{groups}: {column} with {figure}{cond}.", "{groups} : {column} avec {figure}{cond}."),
    "group_many": (
        "{n} values of {column}{cond} have {figure}: {groups}.",
        "{n} valeurs de {column}{cond} ont {figure} : {groups}.",
    ),
    "group_none": (
        "0 values of {column}{cond} have {figure}: there is none.",
        "0 valeur de {column}{cond} n'a {figure} : il n'y en a pas.",
    ),
    "extreme_value": (
        "{value} is the {rank} {column}{cond}, in {n} {noun}: {rows}.",
        "{value} : {column} {rank}{cond}, dans {n} {noun} : {rows}.",
    ),
    "extreme_row": (
        "{shown}: the {noun} with the {rank} {column}, {value}{cond}.",
        "{shown} : {noun} avec {column} {rank}, {value}{cond}.",
    ),
    "extreme_date": (
        "{value} is the {rank} {column}{cond} ({rows}).",
        "{value} : {column} {rank}{cond} ({rows}).",
    ),
    "extreme_list": (
        "{rows}: {noun} with the {rank} {column}{cond}.",
        "{rows} : {noun} avec {column} {rank}{cond}.",
    ),
    "rows_values": ("{column}: {values}{cond}.", "{column} : {values}{cond}."),
    "rows_empty": (
        "No {column} is recorded{cond}: the cell is empty.",
        "Aucune valeur de {column} n'est enregistrée{cond} : la cellule est vide.",
    ),
    "rows_none": ("There are no {noun}{cond}.", "Il n'y a pas de {noun}{cond}."),
    "rows_list": ("{n} {noun}{cond}: {values}.", "{n} {noun}{cond} : {values}."),
    "gap": (
        "{value} is the {rank} time between successive {noun}{cond}, from {since} to {until} ({column}).",
        "{value} : plus {rank} intervalle entre deux {noun}{cond}, du {since} au {until} ({column}).",
    ),
    "gap_mean": (
        "{value} is the average time between successive {noun}{cond}, from {since} to {until} "
        "({column}, {n} intervals).",
        "{value} : intervalle moyen entre deux {noun}{cond}, du {since} au {until} ({column}, "
        "{n} intervalles).",
    ),
    "gap_none": (
        "There are fewer than two {noun}{cond}, so there is no interval.",
        "Il y a moins de deux {noun}{cond}, donc pas d'intervalle.",
    ),
    "span": (
        "{value} lie between the first and the last of the {n} {noun}{cond}, from {since} to {until}.",
        "{value} séparent le premier et le dernier des {n} {noun}{cond}, du {since} au {until}.",
    ),
    "exists": ("Yes: {n} {noun}{cond}{last}.", "Oui : {n} {noun}{cond}{last}."),
    "exists_not": ("No: there are 0 {noun}{cond}.", "Non : il y a 0 {noun}{cond}."),
    "last_on": (", from {0} to {1}", ", du {0} au {1}"),
    "difference": (
        "{value} is the difference: {first} for {a} against {second} for {b}{cond}.",
        "{value} : c'est l'écart, {first} pour {a} contre {second} pour {b}{cond}.",
    ),
    "sides": ("{sides}{cond}.", "{sides}{cond}."),
    "absent": (
        "{values}: {n} values of {column} have no {noun}{cond}.",
        "{values} : {n} valeurs de {column} n'ont pas de {noun}{cond}.",
    ),
    "absent_none": (
        "0 values: every {column} has {noun}{cond}.",
        "0 valeur : chaque {column} a des {noun}{cond}.",
    ),
    "of_class": (
        "{values} ({column}) for {classes}, which {tag} is one of ({why}).",
        "{values} ({column}) pour {classes}, dont {tag} fait partie ({why}).",
    ),
    "of_classes": (
        "{tag} may be one of these ({why}): {told}.",
        "{tag} peut en faire partie ({why}) : {told}.",
    ),
    "row_cell": ("{cell} ({column}; {context}).", "{cell} ({column} ; {context})."),
    "sequence": (
        "{rows}: {noun}{cond} {cue} {before} {window}.",
        "{rows} : {noun}{cond} {cue} {before} {window}.",
    ),
    "sequence_none": (
        "There are 0 {noun}{cond} {cue} {before} {window}: none is recorded.",
        "Il y a 0 {noun}{cond} {cue} {before} {window} : aucun n'est enregistré.",
    ),
    "forward": ("that followed", "qui ont suivi"),
    "backward": ("that came before", "qui ont précédé"),
    "more": ("{0} and {1} more", "{0} et {1} autres"),
}

CAVEATS: dict[str, tuple[str, str]] = {
    "date_column": ("Dates are those of {0}.", "Les dates sont celles de {0}."),
    "partly_outside": ("{0} runs from {1} to {2} only.", "{0} va seulement du {1} au {2}."),
    "many_values": (
        "“{0}” was read as these values of {1}: {2}.",
        "« {0} » a été compris comme ces valeurs de {1} : {2}.",
    ),
    "spelling": ("“{0}” was read as “{1}”.", "« {0} » a été compris comme « {1} »."),
    "guessed_date": ("{0} was read as {1}.", "{0} a été lu comme {1}."),
    "column": ("“{0}” was taken for the column {1}.", "« {0} » a été pris pour la colonne {1}."),
    "duration": ("Hours are the time from {0} to {1}.", "Les heures sont le temps de {0} à {1}."),
    "counted_back": (
        "Counted back from the newest row, {0}.",
        "Compté à rebours depuis la ligne la plus récente, {0}.",
    ),
    "of_newest": (
        "“This” means the one of the newest row, {0}.",
        "« Cette » ou « ce » : celle ou celui de la ligne la plus récente, {0}.",
    ),
    "all_years": (
        "No year was said for “{0}”: all years are taken.",
        "Aucune année n'est dite pour « {0} » : toutes sont prises.",
    ),
    "either_column": (
        "“{0}” is a value of {1} and of {2}: rows by {1} are taken.",
        "« {0} » est une valeur de {1} et de {2} : les lignes par {1} sont prises.",
    ),
    "per_period": (
        "Every {0} between the first and the last day counts, also those without any.",
        "Chaque période ({0}) entre le premier et le dernier jour compte, même vide.",
    ),
    "direction": ("{0}", "{0}"),
    "derived": (
        "{0}: a model read this out of the English texts; other texts and other wordings may be missed.",
        "{0} : lu par un modèle dans les textes anglais ; d'autres textes ou tournures peuvent manquer.",
    ),
}

RANKS: dict[str, tuple[str, str]] = {
    "most": ("most", "plus grand nombre"),
    "least": ("least", "plus petit nombre"),
    "high": ("highest", "maximal"),
    "low": ("lowest", "minimal"),
    "long": ("longest", "long"),
    "short": ("shortest", "court"),
    "late": ("last", "le dernier"),
    "early": ("first", "le premier"),
}

REFUSALS: dict[str, tuple[str, str]] = {
    "value": (
        "The tables hold no {words}: {column} of {table} has {known}.",
        "Les tableaux ne contiennent pas {words} : {column} de {table} contient {known}.",
    ),
    "nowhere": (
        "No table holds “{words}”.",
        "Aucun tableau ne contient « {words} ».",
    ),
    "period": (
        "{table} covers {column} from {low} to {high} only; it holds nothing on {words}.",
        "{table} couvre {column} du {low} au {high} seulement ; rien sur {words}.",
    ),
    "rows": (
        "{table} has no row that holds “{words}”.",
        "{table} n'a aucune ligne qui contient « {words} ».",
    ),
    "column": (
        "{table} has no column on “{words}”: its columns are {known}.",
        "{table} n'a pas de colonne sur « {words} » : ses colonnes sont {known}.",
    ),
}


def say(table: dict[str, tuple[str, str]], key: str, language: Language) -> str:
    """The words of a key, in French or else in English."""
    return table[key][1 if language == "fr" else 0]


def word(key: str, language: Language) -> str:
    """A small word."""
    return say(_WORDS, key, language)


def noun(concept: str | None, number: int, language: Language) -> str:
    """What rows are called: ``work orders``, ``lignes``."""
    forms = _NOUNS.get(concept or "", _ROWS)
    plural = number > 1 or (number == 0 and language != "fr")
    return forms[(2 if language == "fr" else 0) + int(plural)]


def noun_of(concepts: frozenset[str]) -> str | None:
    """What a table's rows are called, by the concepts of its name."""
    return next((name for name in _NOUNS if name in concepts), None)
