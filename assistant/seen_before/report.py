"""The object of ``assistant similar --json`` and of its route. Knows records, no screen."""

from __future__ import annotations

from assistant.experts.tables.recorded import Recorded
from assistant.records import Evidence
from assistant.seen_before import say
from assistant.seen_before.records import Language, Match, SeenBefore, Stretch

Json = dict[str, object]


def to_json(found: SeenBefore) -> Json:
    """All that was found, with its evidence."""
    return {
        "log": found.asked.log.name,
        "source": found.source,
        **_ends(found.asked),
        "verdict": found.verdict,
        "told": say.headline(found),
        "shows": [{"said": said, "share": share} for said, share in found.shows],
        "sensors": list(found.main),
        "stood": round(found.stood, 4),
        "common": round(found.common, 4),
        "searched": list(found.searched),
        "matches": [_match(one, found) for one in found.matches],
        "documents": [_paper(one) for one in found.papers],
    }


def _match(match: Match, found: SeenBefore) -> Json:
    return {
        "source": match.source,
        "place": match.place,
        **_ends(match.stretch),
        "seen": match.seen,
        "close": match.close,
        "likeness": round(match.likeness, 4),
        "chance": round(match.chance, 4),
        "size": float(f"{match.size:.3g}"),
        "shared": list(match.shared),
        "sensors": match.sensors,
        "told": say.told(match, found),
        "recorded": [_recorded(one, found.language) for one in match.recorded],
    }


def _ends(stretch: Stretch) -> Json:
    return {
        "start": stretch.start.isoformat(),
        "end": stretch.end.isoformat(),
        "start_row": int(stretch.log.row[stretch.first]),
        "end_row": int(stretch.log.row[stretch.last]),
    }


def _recorded(one: Recorded, language: Language) -> Json:
    evidence = one.evidence(language)
    return {
        "at": one.at.isoformat(),
        "told": one.told,
        "source": one.row.source,
        "row": one.row.number,
        "sql": evidence.sql,
    }


def _paper(one: Evidence) -> Json:
    return {
        "kind": one.kind,
        "source": one.source,
        "page": one.page,
        "rows": None if one.rows is None else list(one.rows.row_numbers),
        "quote": one.quote,
        "score": round(one.score, 4),
    }
