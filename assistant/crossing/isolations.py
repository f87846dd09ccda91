"""How a machine is isolated, from lists of isolations: "how do I isolate P-7?", "consigner P-7".

Only the points of that machine are told, in the order of the list: those of another beside them would be a
danger. A machine that no list names is left to procedures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import fold
from assistant.integrity.isolation import Isolation, is_isolation_list, isolations_of
from assistant.integrity.roles import is_empty, without_tags
from assistant.records import Evidence, Question
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]

_ISOLATE = re.compile(
    r"\b(?:isolat(?:e|es|ing|ions?)|isole(?:r|ment|z)?|lock[\s-]?(?:\w+ ){0,2}outs?|locking out|loto|"
    r"tag[\s-]?outs?|lock ?out ?tag ?out|de-?energi[sz]\w*|consigner|consignez|consignations?|condamner|"
    r"hors energie)\b"
)
_CUES = frozenset(
    """
    how do does i we you one can could should must to the a an of for on in at from by before work working
    safely safe please give me show tell need needs what which is are all list lists steps step points
    point procedure sequence full whole complete plan sheet certificate it this that be and with out
    isolate isolates isolating isolation isolations lock lockout lockouts tagout loto tag deenergise
    deenergize energise energize locking
    comment faut il on je nous peut doit doivent dois faire pour le la les l un une du de des d sur avant
    intervention intervenir travaux liste etapes etape points procedure fiche quels quelles quel quelle sont
    est que quoi consigner consignez consignation consignations condamner isoler isole isolez isolement
    mettre mise hors energie electrique complete maintenance job pump pompe machine motor equipment
    equipement s'il vous plait donne donner moi qu ce se fait
    """.split()
)
_WHICH_CLOSED = re.compile(
    r"^\W*(?:which|what|list|quel(?:le)?s?)\b.*\b(?:to|before|when|for|pour|avant(?: de)?|lors de|afin de)"
    r"(?: (?:the|la|l'))? ?(?:isolat\w*|isol\w+|lock\w*|consign\w*)"
)
_CLOSED = frozenset(
    "have has valve valves vanne vannes close closed closing shut fermer fermee fermees ferme breaker "
    "breakers blind blinds disjoncteur disjoncteurs organe organes when lors afin".split()
)
"""What is closed: asked for before an isolation it is its whole list, not a part of it."""
_LEFT_OFF = re.compile(r"\b(?:de-?isol|deconsign|un-?lock|re-?energi)\w*")


class Isolations:
    """Tells the points of a machine.

    Args:
        rows_of: Reads lists.
    """

    def __init__(self, *, rows_of: RowsOf) -> None:
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The points in order; None where no isolation is asked for or no list names the machine."""
        machines = asked_isolation(question.text)
        if not machines:
            return None
        rows = self._rows_of(is_isolation_list, scope)
        told: list[Evidence] = []
        for machine in machines:
            found = isolations_of(rows, machine)
            if not found:
                return None
            for one in found:
                told += _told(one, question.language)
        return Bridge(reasons=tuple(told), listed=True)


def asked_isolation(text: str) -> tuple[str, ...]:
    """The machines whose isolation is asked for; empty for all else."""
    folded = fold(" ".join(text.replace("’", "'").split()))
    if not _ISOLATE.search(folded) or _LEFT_OFF.search(folded):
        return ()
    machines = find_tags(text)
    words = set(re.findall(r"[a-z]+", fold(without_tags(text.replace("’", "'")))))
    cues = _CUES | _CLOSED if _WHICH_CLOSED.search(folded) else _CUES
    return machines if words <= cues else ()


def _told(found: Isolation, language: Language) -> list[Evidence]:
    """The head, then the points one a line, each with its own row."""
    lines = []
    for at, row in enumerate(found.rows, start=1):
        cells = [
            (column, row.said(column, language))
            for column in found.columns
            if not is_empty(row.cells[column.name])
        ]
        said = "; ".join(f"{column.name}: {cell}" for column, cell in cells)
        lines.append(cited_rows(row.schema, [row], row.schema.columns, f"{at}. {said}"))
    file = say.file_name(found.rows[0].source)
    number = len(found.rows)
    points = f"{number} point{'s' if number > 1 else ''}"
    if language == "fr":
        head = f"Consignation de {found.machine} d'après {file}, {points} dans l'ordre de la liste :"
        note = "La liste est rendue telle quelle : vérifiez sa révision et l'absence d'énergie avant travaux."
    else:
        head = f"Isolation of {found.machine} by {file}, {points} in the order of the list:"
        note = "The list is told as it stands: check its revision and prove zero energy before work begins."
    schema = found.rows[0].schema
    return [cited_rows(schema, found.rows, schema.columns, head, caveats=(note,)), *lines]
