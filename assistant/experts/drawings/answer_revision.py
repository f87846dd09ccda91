"""Answers from the table of revisions: what one changed, when, which one did a thing. Knows one drawing."""

from __future__ import annotations

import re
from datetime import date

from assistant.experts.drawings.asked import Asked
from assistant.experts.drawings.drawing import Drawing, Version
from assistant.experts.drawings.reply import Lacking, Reply
from assistant.words import content_stems
from ingest.parsers.stated import read_day
from retrieval.identifiers import normalise
from retrieval.records import DrawingEntity

_DATE = re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{1,2}[\s-]?[A-Za-zéû]{3,9}\.?[\s-]?\d{2,4}\b")
_REVISION = re.compile(
    r"\b(?:rev(?:ision)?|indice|issue)(?:\.\s*|\s+)(?:no\.? |n° ?)?([a-z]|\d{1,2})\b(?!['’])"
)
_CHANGED = re.compile(
    r"\b(?:what (?:has |was |were |is )?(?:changed|new|modified|different)|changes?|modif\w*"
    r"|description|why|reason|content"
    r"|qu'est-ce qui a change|quoi de neuf|objet|nature|apporte\w*)\b"
)
_WHEN = re.compile(r"\b(?:when|date[ds]?|quand|quelle date)\b")
_HAS_DONE = re.compile(
    r"a (?:-t-elle |t elle )?(?:ete |ajout|supprim|modifi|chang|retir|remplac|introdui|cre)\w*"
)
"""French for "has": no revision A."""
_EACH = re.compile(r"(?<![\w-])(?:(?:rev(?:ision)?|indice|issue)\.?\s*)?([a-z]|\d{1,2})(?![\w'’-])")
_BETWEEN = re.compile(r"\b(?:between|entre|from|since|de la|depuis)\b")
_WHICH_REVISION = re.compile(
    r"\b(?:which|what|at which|in which|quelle?|a quel(?:le)?) (?:rev(?:ision)?|issue|indice)\b"
    r"|\b(?:when|what date|quand|quelle date|date)\b.*\b(?:issued? for|first issue|emission|emis\w*|added"
    r"|removed|changed|ajout\w*|supprim\w*|modifi\w*|passee?|cree\w*|creation)\b"
)
_ADDED = re.compile(
    r"\b(?:which|what|quelle?|a quel(?:le)?) (?:rev(?:ision)?|issue|indice)\b"
    r".*\b(?:add|remov|delet|chang|introduc|ajout|supprim|retir|modifi|passe)\w*\b"
)
_LIST = re.compile(
    r"\b(?:list|all|history|which revisions|how many revisions|combien de revisions|historique"
    r"|liste\w*|quelles revisions)\b"
)


def answer_revision(asked: Asked, drawing: Drawing) -> Reply | Lacking | None:
    """What a revision changed and when, or the list of revisions."""
    rows = _rows(drawing)
    named = _named(asked)
    stems = frozenset(
        {"rev", "revis", "indic", "chang", "modif", "date", "issu", "histori", "descript", "histor"}
    )
    if named is None:
        latest = re.search(r"\b(?:last|latest|newest|derniere?)\b", asked.folded) and _CHANGED.search(
            asked.folded
        )
        if rows and latest and re.search(r"\brev|indice|modif|chang", asked.folded):
            row = latest_revision(drawing)[0]
            return _row_reply(asked, drawing, row, stems | {"last", "latest", "dern"})
        said = _row_of_words(asked, rows, stems)
        if said is not None:
            return _row_reply(asked, drawing, said, stems | _words_of(asked))
        if rows and _ADDED.search(asked.folded):
            return _says_none(asked, drawing, rows)
        if rows and _LIST.search(asked.folded) and re.search(r"\brevisions?\b", asked.folded):
            return _history(asked, drawing, rows, stems)
        return None
    if not (_CHANGED.search(asked.folded) or _WHEN.search(asked.folded)):
        return None
    several = [m[1].upper() for m in _EACH.finditer(asked.folded[named.start() :])]
    if len(several) == 2 and _BETWEEN.search(asked.folded):
        return _since(asked, drawing, rows, (several[0], several[1]), stems)
    letter = named[1].upper()
    same = [r for r in rows if letter in (r[1].name.upper(), r[1].name.upper().lstrip("REV. "))]
    if same:
        return _row_reply(asked, drawing, same[0], stems)
    there = ", ".join(r[1].name for r in rows)
    if not there:
        return Lacking(
            refusal=asked.t(
                f"{drawing.name} has no table of revisions.",
                f"{drawing.name} n'a pas de tableau de révisions.",
            ),
            score=0.85,
            explained=stems,
        )
    return Lacking(
        refusal=asked.t(
            f"{drawing.name} has no revision {letter}; it has {there}.",
            f"{drawing.name} n'a pas de révision {letter} ; il a {there}.",
        ),
        score=0.9,
        explained=stems,
    )


def names_revision(asked: Asked) -> str | None:
    """The revision that a question names, in lower case."""
    named = _named(asked)
    return None if named is None else named[1]


def _named(asked: Asked) -> re.Match[str] | None:
    named = _REVISION.search(asked.folded)
    return None if named is None or _HAS_DONE.match(asked.folded[named.start(1) :]) else named


def _says_none(asked: Asked, drawing: Drawing, rows: list[tuple[Version, DrawingEntity]]) -> Lacking:
    """That no revision says what is asked for, and what they say."""
    told = "; ".join(row[1].text.replace(" | ", ", ") for row in rows[:6])
    return Lacking(
        refusal=asked.t(
            f"The revisions of {drawing.name} do not say which one did this: {told}.",
            f"Les révisions de {drawing.name} ne disent pas laquelle l'a fait : {told}.",
        ),
        score=0.95,
        explained=_words_of(asked),
    )


def _row_of_words(
    asked: Asked, rows: list[tuple[Version, DrawingEntity]], stems: frozenset[str]
) -> tuple[Version, DrawingEntity] | None:
    """The only revision whose words say what the revision or the date is asked of; None for several."""
    if not _WHICH_REVISION.search(asked.folded):
        return None
    used = frozenset(
        "when quand added add ajoute ajout remov retir supprim introdu done make fait issu".split()
    )
    wanted = [word for word in asked.unexplained(stems | used) if not any(s.isdigit() for s in word)]
    found = []
    for row in rows:
        own = {s for lang in ("en", "fr") for s in content_stems(row[1].text, lang)}
        tags = all(tag in normalise(row[1].text) for tag in asked.tags)
        if (wanted or asked.tags) and tags and all(word & own for word in wanted):
            found.append(row)
    return found[0] if len(found) == 1 else None


def _words_of(asked: Asked) -> frozenset[str]:
    return frozenset(s for word in asked.words for s in word)


def _since(
    asked: Asked,
    drawing: Drawing,
    rows: list[tuple[Version, DrawingEntity]],
    ends: tuple[str, str],
    stems: frozenset[str],
) -> Reply | Lacking | None:
    """The revisions after the first of two up to the second one."""
    first, last = sorted(ends, key=lambda name: (len(name), name))
    own = [row for row in rows if row[0] is rows[0][0]] if rows else []
    names = {row[1].name.upper() for row in own}
    if not {first, last} <= names:
        there = ", ".join(row[1].name for row in own) or asked.t("none", "aucune")
        refusal = asked.t(
            f"{drawing.name} does not have both revisions {first} and {last}; it has {there}.",
            f"{drawing.name} n'a pas les deux révisions {first} et {last} ; il a {there}.",
        )
        return Lacking(refusal=refusal, score=0.9, explained=stems)
    within = [
        r for r in own if (len(first), first) < (len(r[1].name), r[1].name.upper()) <= (len(last), last)
    ]
    entities = tuple(sorted((row[1] for row in within), key=lambda e: (len(e.name), e.name)))
    told = "; ".join(entity.text.replace(" | ", ", ") for entity in entities)
    statement = asked.t(
        f"{told}: the revisions of {drawing.name} after {first} up to {last}.",
        f"{told} : révisions de {drawing.name} après {first} jusqu'à {last}.",
    )
    return Reply(
        statement=statement, quote=told, value=told, entities=entities, score=0.95,
        explained=stems | {"betwen", "entr", "sinc", "depuis"},
    )  # fmt: skip


def asks_revision(asked: Asked) -> bool:
    """True where it is asked which revision did a thing, or when one was added."""
    return bool(_WHICH_REVISION.search(asked.folded))


def _row_reply(
    asked: Asked, drawing: Drawing, row: tuple[Version, DrawingEntity], stems: frozenset[str]
) -> Reply:
    entity = row[1]
    cells = [cell.strip() for cell in entity.text.split("|")]
    date = next((cell for cell in cells if _DATE.fullmatch(cell)), "")
    words = [cell for cell in cells[1:] if cell != date and len(cell) > 2]
    change = max(words, key=len, default="")
    dated = asked.t(f" ({date})", f" ({date})") if date else ""
    if date and _WHEN.search(asked.folded) and not _CHANGED.search(asked.folded):
        statement = asked.t(
            f"{date} is the date of revision {entity.name} of {drawing.name}: {change}.",
            f"{date} : date de la révision {entity.name} de {drawing.name} ({change}).",
        )
        return Reply(
            statement=statement,
            quote=entity.text,
            value=date,
            entities=(entity,),
            score=0.95,
            explained=stems,
        )
    statement = asked.t(
        f"{change}: that is revision {entity.name} of {drawing.name}{dated}.",
        f"{change} : révision {entity.name} de {drawing.name}{dated}.",
    )
    return Reply(
        statement=statement, quote=entity.text, value=change, entities=(entity,), score=0.95, explained=stems
    )


def _history(
    asked: Asked, drawing: Drawing, rows: list[tuple[Version, DrawingEntity]], stems: frozenset[str]
) -> Reply:
    first = rows[0][0]
    own = [entity for version, entity in rows if version is first]
    told = "; ".join(entity.text.replace(" | ", ", ") for entity in own)
    statement = asked.t(
        f"{len(own)} revisions of {drawing.name}: {told}.",
        f"{len(own)} révisions de {drawing.name} : {told}.",
    )
    return Reply(
        statement=statement, quote=told, value=str(len(own)), entities=tuple(own), score=0.95, explained=stems
    )


def _rows(drawing: Drawing) -> list[tuple[Version, DrawingEntity]]:
    """Revision rows of the first version that has them."""
    for version in drawing.versions:
        rows = version.of("revision")
        if rows:
            return [(version, row) for row in rows]
    return []


def latest_revision(drawing: Drawing) -> list[tuple[Version, DrawingEntity]]:
    """The highest revision of the table; of numbers and letters, the one with the latest day."""
    rows = _rows(drawing)
    if len({row[1].name.isdigit() for row in rows}) > 1:
        days = [(day, row) for row in rows if (day := _day(row[1])) is not None]
        rows = [row for day, row in days if day == max(days, key=lambda item: item[0])[0]] or rows
    return [max(rows, key=lambda row: (len(row[1].name), row[1].name))] if rows else []


def _day(row: DrawingEntity) -> date | None:
    return next((day for c in row.text.split("|") if (day := read_day(c.strip(), day_first=True))), None)
