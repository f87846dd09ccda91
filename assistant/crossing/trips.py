"""What trips what, by matrices and lists: "what does LSHH-1 trip?", "what closes XV-2?", "qui arrête P-3 ?".

The tag of the question is looked for among causes and among effects; where it is both, the words around it
say which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.alarms.listed import levelled, lists_alarms
from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import fold
from assistant.integrity.roles import without_tags
from assistant.integrity.trips import Trip, tells_trips, trips_of
from assistant.records import Evidence, Question
from assistant.reliability.say import one_of
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]

_VERB = (
    r"(?:trip(?:s|ped|ping)?|stop(?:s|ped|ping)?|shut(?:s|ting)?(?: down)?|shutdowns?|clos(?:e|es|ing)|"
    r"open(?:s|ing)?|"
    r"activat\w+|initiat\w+|trigger\w*|start(?:s|ing)?|caus(?:e|es)|do(?:es)?|act(?:s|ions?)?|interlock\w*|effects?|"
    r"declench\w*|arret(?:e|er|ent|s)?|ferm(?:e|er|ent|eture)|ouvr(?:e|ir|ent)|ouverture|fait|provoqu\w*|effets?|actionn\w*|"
    r"coup(?:e|er|ent)|asservi\w*|securites?|setpoints?|settings?|seuils?|set at)"
)
_STOPPED = re.compile(
    r"\b(?:trips?|stops?|shuts?|shut down|closes?|opens?|starts?|declench\w*|arrete\w*|arreter|ferme\w*|"
    r"ouvre\w*|ouvrir|"
    r"coupe\w*|actionne\w*)\b"
)
_SETTING = re.compile(r"\b(?:set ?points?|settings?|seuils?|set at|trip (?:point|value|level)|thresholds?)\b")
_HAPPENS = re.compile(r"\b(?:happens?|se passe|(?:if|si|when) |does|do|fait|effects?|effets?)\b")
"""What asks for the effects of a tag, never for what acts on it."""
_PAST = re.compile(
    r"\b(?:did|was|were|has|had|when|quand|why|pourquoi|how (?:many|often|do|to|long)|combien|comment|"
    r"yesterday|hier|last|"
    r"dernier\w*|a-t-il|s'est|date|happened|report|rapport|(?:19|20)\d\d)\b"
)
_CUES = frozenset(
    """
    input inputs initiator initiators entree entrees initiateur initiateurs tags detectors
    what which who does do the a an of is are for by on in to and or all list show give me tell us if when it
    trip trips tripped tripping stop stops shut shuts down shutdown shutdowns close closes closing open opens
    activate activates activated initiate initiates trigger triggers start starts cause causes effect effects
    action actions interlock interlocks happens happen can could will would acts act set setpoint setpoints
    setting settings point value at threshold high low pump valve compressor motor signal sensor button
    que quoi qui quel quelle quels quelles est ce qu sont fait faire declenche declenchent declencher arrete
    arretent arreter arret ferme ferment fermer fermeture ouvre ouvrir ouvrent ouverture coupe coupent couper
    provoque effet effets cause causes de du des la le les l d par sur si peut seuil seuils declenchement
    declenchements securite securites action actions asservissement asservissements pompe vanne passe se il
    logic safety sis esd functions function from with please donne liste moi actionne
    sif sifs loop loops boucle boucles pumps pompes valves vannes compressors compresseurs motors moteurs
    percent pct percentage pourcent pourcentage what's its our unit units bar barg degrees degres consigne
    reglee regle reglage trippoint machine machines all
    """.split()
)
_MOST = 20


class Trips:
    """Tells causes and effects.

    Args:
        rows_of: Reads matrices and lists.
    """

    def __init__(self, *, rows_of: RowsOf) -> None:
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The effects of a cause, or the causes of an effect; None where neither is asked for or told."""
        plain = fold(" ".join(question.text.replace("’", "'").split()))
        tags = find_tags(question.text)
        if not asks_trips(question.text):
            return None
        trips = trips_of(self._rows_of(is_trip_register, scope))
        causing = [trip for trip in trips if _names(tags, f"{trip.cause} {trip.name}")]
        affected = [trip for trip in trips if _names(tags, trip.effect)]
        if _SETTING.search(plain):
            causing = [trip for trip in causing if trip.setting]
            return Bridge(reasons=(_setting(causing[0], question.language),)) if causing else None
        if _HAPPENS.search(plain) or not _STOPPED.search(plain):
            affected = []
        if not causing and not affected:
            return None
        if affected and (not causing or _is_object(plain, tags)):
            return _causes(_by_way(affected, plain), tags, question.language)
        return _effects(causing, question.language)


def is_trip_register(schema: TableSchema) -> bool:
    """True for a matrix or list of trips; no list of alarms, whose actions are an operator's."""
    return tells_trips(schema) and levelled(schema) is None and not lists_alarms(schema)


def asks_trips(text: str) -> bool:
    """True where it is asked what a tag trips, or what trips it."""
    plain = fold(" ".join(text.replace("’", "'").split()))
    if not find_tags(text) or _PAST.search(plain) or not re.search(rf"\b{_VERB}\b", plain):
        return False
    words = re.findall(r"[a-z]+", fold(without_tags(text.replace("’", "'"))))
    return all(word in _CUES for word in words)


def _names(tags: Sequence[str], cell: str) -> bool:
    """True where a cell names one of the tags, or one of a pair that is asked for as one: ``P-4`` of P-4A."""
    held = find_tags(cell)
    return any(own == tag or (own[:-1] == tag and own[-1].isalpha()) for own in held for tag in tags)


def _is_object(plain: str, tags: Sequence[str]) -> bool:
    """True where the tag stands behind what is done to it: "what trips P-1", not "what does P-1 trip"."""
    verb = _STOPPED.search(plain)
    at = plain.find(fold(tags[0]))
    return (
        verb is not None
        and (at < 0 or verb.start() < at)
        and not re.search(r"\b(?:does|do|fait|if|si)\b", plain)
    )


def _by_way(trips: Sequence[Trip], plain: str) -> Sequence[Trip]:
    """Those that close where closing is asked for, open where opening is; all where none is told so."""
    ways = (
        (r"\b(?:clos\w+|ferm\w+)\b", r"clos|ferm|shut"),
        (r"\b(?:open\w*|ouvr\w*|ouvert\w*)\b", r"open|ouv"),
        (r"\b(?:stop\w*|arret\w*)\b", r"stop|arret|trip|shut"),
        (r"\b(?:starts?|demarr\w*)\b", r"start|demarr"),
    )
    for asked, told in ways:
        if re.search(asked, plain):
            return [trip for trip in trips if re.search(told, fold(trip.effect))] or trips
    return trips


def _effects(trips: Sequence[Trip], language: Language) -> Bridge:
    """What the first cause acts on."""
    first = trips[0]
    own = [trip for trip in trips if trip.cause == first.cause]
    effects = "; ".join(_effect(trip) for trip in own)
    about = ", ".join(part for part in (first.name, first.label, _set(first, language)) if part)
    file = say.file_name(first.row.source)
    head = f"{first.cause}{f' ({about})' if about else ''}"
    statement = f"{head}{one_of(language, ': ', ' : ')}{effects} ({file})."
    return Bridge(reasons=(_evidence(own, statement),))


def _causes(trips: Sequence[Trip], tags: Sequence[str], language: Language) -> Bridge:
    """What acts on a thing, cause by cause."""
    effect = (
        ", ".join(dict.fromkeys(trip.effect for trip in trips)) if len({t.effect for t in trips}) == 1 else ""
    )
    names = effect or ", ".join(tags)
    file = say.file_name(trips[0].row.source)
    count = len(trips)
    head = one_of(
        language,
        f"{names}: {count} cause{'s' if count > 1 else ''} ({file}):",
        f"{names} : {count} cause{'s' if count > 1 else ''} ({file}) :",
    )
    lines = []
    for trip in trips[:_MOST]:
        about = ", ".join(part for part in (trip.name, trip.label, _set(trip, language)) if part)
        does = "" if effect else f" → {_effect(trip)}"
        lines.append(_evidence([trip], f"{trip.cause}{f' ({about})' if about else ''}{does}."))
    return Bridge(reasons=(_evidence(trips, head), *lines), listed=True)


def _setting(trip: Trip, language: Language) -> Evidence:
    about = f" ({trip.label})" if trip.label else ""
    file = say.file_name(trip.row.source)
    told = one_of(
        language,
        f"Trip setting of {trip.cause}{about}: {trip.setting} ({file}).",
        f"Seuil de {trip.cause}{about} : {trip.setting} ({file}).",
    )
    return _evidence([trip], told)


def _set(trip: Trip, language: Language) -> str:
    return f"{one_of(language, 'set at', 'seuil')} {trip.setting}" if trip.setting else ""


def _effect(trip: Trip) -> str:
    return f"{trip.effect} ({trip.mark})" if trip.mark else trip.effect


def _evidence(trips: Sequence[Trip], statement: str) -> Evidence:
    schema = trips[0].row.schema
    own = [trip for trip in trips if trip.row.schema.name == schema.name]
    rows = list({trip.row.number: trip.row for trip in own}.values())
    columns = list({column.name: column for trip in own for column in trip.columns}.values())
    return cited_rows(schema, rows, columns, statement)
