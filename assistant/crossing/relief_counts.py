"""Relief valves by size or by a figure: "how many are 6 x 8?", "the one with the lowest set pressure".

A size may stand in one cell (``6 x 8``, ``4P6``) or in two columns (inlet, outlet). A word that neither a
column nor a cell explains leaves the question to others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.crossing.bridge import Bridge
from assistant.crossing.relief_cells import CUES, VALVE_WORDS
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.figures import number, with_unit
from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.tables.worded import holds_all, is_worded
from assistant.experts.tables.words import fold
from assistant.integrity.relief import Valve
from assistant.integrity.roles import without_tags
from assistant.records import Question
from assistant.reliability.say import one_of
from assistant.words import content_words
from retrieval.identifiers import find_tags
from retrieval.records import Language

_PART = r"(?:\d+ \d+/\d+|\d+/\d+|\d+(?:[.,]\d+)?)"
_SIZE = re.compile(
    rf"(?<![\w./-])(?:dn ?)?(?P<a>{_PART}) ?(?:\"|''|in\b|inch\w*|mm)? ?(?:x|×|by|par|sur) ?(?:dn "
    rf"?)?(?P<b>{_PART})(?![\w/])"
)
_COUNT = re.compile(r"\b(?:how many|number of|count|combien|nombre)\b")
_LEAST = re.compile(r"\b(?:lowest|smallest|least|minimum|min|plus (?:basse?|faible|petite?)|mini\w*)\b")
_MOST = re.compile(
    r"\b(?:highest|largest|biggest|greatest|maximum|max|plus (?:haute?|elevee?|grande?|grosse?|"
    r"forte?)|maxi\w*)\b"
)
_PRESSED = re.compile(
    r"\b(?:set|setpoint|pressures?|pressions?|press|tarages?|taree?s?|consigne|reglage|calibrage)\b"
    r"(?! (?:relief|safety))"
)
"""What means the set pressure, whatever the column is called."""
_INLET = frozenset("inlet entree in amont".split())
_OUTLET = frozenset("outlet sortie out aval".split())
_SPOKEN = frozenset(
    """
    size sizes sized taille tailles dimension dimensions diametre dn many count number combien nombre inch
    inches inlet outlet entree sortie lowest smallest least minimum min highest largest biggest greatest
    maximum max plus basse bas faible petite petit haute haut elevee eleve grande grand grosse gros forte fort
    mini maxi fois register registre nous avons y installed currently ours our own pouces pouce total set
    """.split()
)
_MOST_TOLD = 30


def counted_or_extreme(question: Question, valves: Sequence[Valve]) -> Bridge | None:
    """Valves of a size, or the first or last by a figure; None where neither is asked for or explained."""
    text = question.text.replace("’", "'")
    plain = fold(" ".join(text.split()))
    if not valves or len({v.row.schema.name for v in valves}) > 1:
        return None
    tags = find_tags(text)
    valves = [v for v in valves if not tags or set(tags) & set(find_tags(f"{v.name} {v.protects}"))]
    size = _SIZE.search(plain)
    if valves and size is not None:
        rest = _words(without_tags(plain.replace(size[0], " ")))
        return _of_size((size["a"], size["b"]), rest, valves, question.language)
    least, most = _LEAST.search(plain), _MOST.search(plain)
    if valves and bool(least) != bool(most) and not _COUNT.search(plain):
        bare = without_tags(plain)
        pressed = _PRESSED.search(bare) is not None
        words = _words(_PRESSED.sub(" ", bare))
        return _extreme(words, valves, question.language, least=bool(least), pressed=pressed)
    return None


def _words(plain: str) -> list[str]:
    return [w for w in map(fold, content_words(plain)) if w not in VALVE_WORDS | CUES | _SPOKEN]


def _of_size(
    size: tuple[str, str], words: Sequence[str], valves: Sequence[Valve], language: Language
) -> Bridge | None:
    """The valves of a size and how many they are; None where the register tells no sizes."""
    sized = [(valve, held) for valve in valves if (held := _size_of(valve)) is not None]
    if not sized:
        return None
    wanted = tuple(_plain(part) for part in size)
    found = [v for v, held in sized if held == wanted and holds_all(words, (), f"{v.protects} {v.name}")]
    if words and not any(holds_all(words, (), f"{v.protects} {v.name}") for v, _ in sized):
        return None
    said = " x ".join(size)
    n, total = len(found), len(sized)
    schema = valves[0].row.schema
    if not found:
        told = one_of(
            language,
            f"None of the {total} relief valves with a size is {said}.",
            f"Aucune des {total} soupapes dont la taille est indiquée n'est en {said}.",
        )
        return Bridge(reasons=(cited_rows(schema, [v.row for v, _ in sized], schema.columns, told),))
    names = ", ".join(v.name for v in found[:_MOST_TOLD]) + (" …" if n > _MOST_TOLD else "")
    told = one_of(
        language,
        f"{n} of {total} relief valves {'is' if n == 1 else 'are'} {said}: {names}.",
        f"{n} soupape{'s' if n > 1 else ''} sur {total} en {said} : {names}.",
    )
    return Bridge(reasons=(cited_rows(schema, [v.row for v in found], schema.columns, told),))


def _size_of(valve: Valve) -> tuple[str, str] | None:
    """Inlet and outlet as the register writes them, one cell or two."""
    columns = valve.row.schema.columns
    for column in columns:
        value = valve.row.cells[column.name]
        if column.is_text and isinstance(value, str) and (match := _SIZE.search(fold(value))) is not None:
            return _plain(match["a"]), _plain(match["b"])
    inlet, outlet = (next((c for c in columns if set(c.words) & side), None) for side in (_INLET, _OUTLET))
    if inlet is None or outlet is None or inlet is outlet:
        return None
    cells = [valve.row.cells[column.name] for column in (inlet, outlet)]
    if None in cells:
        return None
    one, other = (_plain(str(cell)) for cell in cells)
    return one, other


def _plain(size: str) -> str:
    said = size.replace(",", ".").strip().removeprefix("dn").removeprefix("DN").strip()
    return said.removesuffix(".0")


def _extreme(
    words: Sequence[str], valves: Sequence[Valve], language: Language, *, least: bool, pressed: bool
) -> Bridge | None:
    """The valves with the least or greatest value of the figure that is named."""
    column = _figure(words, valves, pressed=pressed)
    if column is None:
        return None
    schema = valves[0].row.schema
    held = [(float(str(v.row.cells[column.name])), v) for v in valves if v.row.cells[column.name] is not None]
    if not held:
        return None
    bound = (min if least else max)(value for value, _ in held)
    found = [v for value, v in held if value == bound]
    value = with_unit(found[0].row.cells[column.name], column.unit, language)
    names = ", ".join(f"{v.name} ({v.protects})" if v.protects else v.name for v in found)
    word = one_of(language, "lowest" if least else "highest", "le plus bas" if least else "le plus haut")
    count = number(len(held), language)
    told = one_of(
        language,
        f"{names}: {value}, the {word} {column.name} of {count} relief valves.",
        f"{names} : {value}, {column.name} {word} de {count} soupapes.",
    )
    return Bridge(reasons=(cited_rows(schema, [v.row for v in found], schema.columns, told),))


def _figure(words: Sequence[str], valves: Sequence[Valve], *, pressed: bool) -> ColumnSchema | None:
    """The column that words name; that of set pressures where no word but those of pressure is left."""
    figures = [c for c in valves[0].row.schema.columns if c.is_numeric]
    if not words:
        return next((c for c in figures if pressed and c.name == _set_column(valves)), None)
    named = [c for c in figures if all(is_worded(w, c.words) for w in words)]
    return named[0] if len(named) == 1 else None


def _set_column(valves: Sequence[Valve]) -> str:
    """The name of the column of set pressures."""
    valve = valves[0]
    names = (c.name for c in valve.row.schema.columns if c.is_numeric)
    return next((name for name in names if valve.row.cells[name] == valve.set_at), "")
