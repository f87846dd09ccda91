"""A study's results as a report: sections of sentences and tables, as HTML, Markdown or JSON.

Knows results and words; computes nothing but what is left to say.
"""

from __future__ import annotations

import html
import json
import math
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import StudyRefused
from assistant.reports.records import Grid, Point, Section
from assistant.reports.render.html import STYLE
from assistant.study.analysis.estimate import Estimate
from assistant.study.analysis.results import StudyResults, analyse
from assistant.study.decisions import decisions
from assistant.study.records import StudyLanguage
from assistant.study.report_words import CAUTIONS, MEASURE, SECTION, VERDICT, WORDS, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.study.shelf import OpenStudy

_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
_PERCENT = re.compile(r"(?<=\d)%")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_TABLE = (
    "accuracy", "agreement", "over_reliance", "under_reliance", "rair", "rsr", "switch", "discernment",
    "discrimination", "weight_of_advice", "delegated", "confidence", "overconfidence", "brier",
)  # fmt: skip


def results_of(opened: OpenStudy, *, finished: bool = False) -> StudyResults:
    """The analysis of an open study.

    Raises:
        StudyRefused: Nothing was decided yet.
    """
    done = {one.code for one in opened.store.participants() if one.finished_at is not None}
    rows = [one for one in decisions(opened.study, opened.store) if not finished or one.participant in done]
    if not rows:
        raise StudyRefused(f"no case of '{opened.study.name}' was decided yet")
    return analyse(opened.study, rows)


def study_sections(found: StudyResults, language: StudyLanguage) -> list[Section]:
    """The report's parts, those with nothing in them left out."""
    parts = [
        _summary(found, language),
        _conditions(found, language),
        _comparisons(found, language),
        _pathways(found, language),
        _calibration(found, language),
        _bias(found, language),
        _method(found, language),
    ]
    return [one for one in parts if not one.is_empty]


def write_study_report(found: StudyResults, path: Path, *, language: StudyLanguage) -> None:
    """Writes the report as the file's ending says, at once or not at all.

    Raises:
        StudyRefused: The ending names no format.
    """
    makers = {".html": study_html, ".htm": study_html, ".md": study_markdown}
    if path.suffix.lower() == ".json":
        text = json.dumps(found.to_json(), ensure_ascii=False, indent=1) + "\n"
    elif path.suffix.lower() in makers:
        text = makers[path.suffix.lower()](found, language, datetime.now())
    else:
        raise StudyRefused(
            f"results cannot be written as '{path.suffix}': end the file in .html, .md or .json"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.tmp")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


def study_html(found: StudyResults, language: StudyLanguage, at: datetime) -> str:
    """The report as one page: no script, nothing fetched."""
    title = html.escape(found.study.title.of(language))
    pieces = [
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{title}</title><style>{STYLE}body{{margin:2rem auto;max-width:60rem}}</style></head>"
        f'<body><div class="report"><h1>{title}</h1>'
        f'<p class="meta">{WORDS[language]["made"]} {at:%Y-%m-%d %H:%M}</p>'
    ]
    for number, part in enumerate(study_sections(found, language)):
        body = f"<h2>{html.escape(part.title)}</h2>"
        if part.points:
            body += "<ul>" + "".join(f"<li>{html.escape(one.text)}</li>" for one in part.points) + "</ul>"
        if part.grid is not None:
            body += _html_grid(part.grid)
        pieces.append(f'<div class="short">{body}</div>' if number == 0 else body)
    return "".join([*pieces, "</div></body></html>\n"])


def study_markdown(found: StudyResults, language: StudyLanguage, at: datetime) -> str:
    """The report as Markdown."""
    lines = [
        f"# {_md(found.study.title.of(language))}",
        "",
        f"{WORDS[language]['made']} {at:%Y-%m-%d %H:%M}",
        "",
    ]
    for part in study_sections(found, language):
        lines += [f"## {part.title}", "", *(f"- {_md(one.text)}" for one in part.points)]
        if part.grid is not None:
            rows = (part.grid.headers, tuple("---" for _ in part.grid.headers), *part.grid.rows)
            lines += ["", *("| " + " | ".join(map(_md, row)) + " |" for row in rows)]
        lines.append("")
    return "\n".join(lines)


def _html_grid(grid: Grid) -> str:
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in grid.headers)
    rows = ""
    for row in grid.rows:
        named = zip(grid.headers, row, strict=True)
        cells = "".join(f'<td data-label="{html.escape(h)}">{html.escape(c)}</td>' for h, c in named)
        rows += f"<tr>{cells}</tr>"
    kind = "many" if len(grid.headers) > 2 else "dated"
    return f'<div class="wide"><table class="{kind}"><tr>{head}</tr>{rows}</table></div>'


def _md(text: str) -> str:
    return html.escape(text, quote=False).replace("|", "\\|").replace("\n", " ")


def _summary(found: StudyResults, language: StudyLanguage) -> Section:
    words = WORDS[language]
    said = [
        words["size"].format(
            people=found.participants, decisions=found.decisions, cases=len(found.study.cases)
        )
    ]
    said += [CAUTIONS[language][one] for one in found.cautions]
    said += [_told(found, place, language) for place, one in enumerate(found.comparisons) if one.main]
    return _section("summary", language, said)


def _told(found: StudyResults, place: int, language: StudyLanguage) -> str:
    """One comparison as a sentence with its verdict."""
    one = found.comparisons[place]
    words, estimate = WORDS[language], one.estimate
    p = words["no_test"] if math.isnan(one.adjusted) else _chance(one.adjusted)
    text = words["compared"].format(
        measure=MEASURE[language][one.measure],
        condition=name_of(one.condition, language),
        against=name_of(one.against, language),
        difference=_signed(estimate),
        p=p,
        verdict=VERDICT[language][one.verdict],
    )
    if one.verdict == "cannot_tell" and one.needed is not None:
        text += " " + words["needed"].format(
            people=max(one.needed, found.participants + 1),
            difference=f"{found.study.smallest_difference:.0%}",
        )
    return text


def _conditions(found: StudyResults, language: StudyLanguage) -> Section:
    shown = [one for one in _TABLE if any(one in row for row in found.conditions.values())]
    rows = []
    for name in shown:
        cells = [MEASURE[language][name]]
        for measures in found.conditions.values():
            cells.append(_interval(measures[name]) if name in measures else "–")
        rows.append(tuple(cells))
    seconds = tuple(f"{found.seconds[one]:.1f}" for one in found.conditions)
    rows.append((WORDS[language]["seconds"], *seconds))
    headers = (WORDS[language]["measure"], *(name_of(one, language) for one in found.conditions))
    return _section("conditions", language, [], _grid(headers, rows))


def _comparisons(found: StudyResults, language: StudyLanguage) -> Section:
    said = [_told(found, place, language) for place, one in enumerate(found.comparisons) if not one.main]
    return _section("comparisons", language, said)


def _pathways(found: StudyResults, language: StudyLanguage) -> Section:
    words, ways = WORDS[language], found.pathways
    said = []
    if ways.delegation is not None:
        keys = ("rate", "quality", "accuracy_delegated", "accuracy_kept")
        values = {key: _interval(ways.delegation[key]) for key in keys}
        said.append(words["delegation"].format(**values))
    for condition, own in ways.substitution.items():
        said.append(
            words["substitution"].format(
                condition=name_of(condition, language),
                rate=_interval(own["rate"]),
                quick=_interval(own["quick"]),
            )
        )
    if ways.substitution_change is not None and ways.mediation is not None:
        said.append(words["substitution_change"].format(value=_signed(ways.substitution_change)))
        said.append(words["mediation"].format(value=_signed(ways.mediation)))
    if ways.through_time is not None:
        values = {key: f"{v:+.3f} ({a:+.3f} – {b:+.3f})" for key, (v, a, b) in ways.through_time.items()}
        said.append(words["through_time"].format(**values))
    return _section("pathways", language, said)


def _calibration(found: StudyResults, language: StudyLanguage) -> Section:
    rows = []
    for condition, own in found.calibration.items():
        cells = [own["n"], own["calibration_error"], own["resolution"]]
        rows.append((name_of(condition, language), *("–" if one is None else f"{one}" for one in cells)))
    words = WORDS[language]
    headers = (words["condition"], words["decisions"], words["calibration_error"], words["resolution"])
    return _section("calibration", language, [], _grid(headers, rows) if rows else None)


def _bias(found: StudyResults, language: StudyLanguage) -> Section:
    words = WORDS[language]
    said = []
    for name, own in found.bias.items():
        if isinstance(own, dict) and own["value"] is not None:
            low, high = own["low"], own["high"]
            interval = "" if low is None or high is None else f" ({low:+.3f} – {high:+.3f})"
            said.append(f"{words[name]}: {own['value']:+.3f}{interval}, n = {own['n']}")
    attributes = found.bias.get("attributes")
    for one in attributes if isinstance(attributes, list) else ():
        levels = "; ".join(
            f"{level} {own['value']:.0%} (n = {own['participants']})" for level, own in one["levels"].items()
        )
        p = words["no_test"] if one["p"] is None else _chance(one["p"])
        said.append(f"{MEASURE[language][one['measure']]}, {one['attribute']}: {levels}; {p}")
    return _section("bias", language, said)


def _method(found: StudyResults, language: StudyLanguage) -> Section:
    words, power = WORDS[language], found.power
    said = [
        words["power"].format(
            difference=f"{power['smallest_difference']:.0%}",
            accuracy=int(power["participants_for_accuracy"]),
            reliance=int(power["participants_for_over_reliance"]),
            accuracy_found=f"{power['accuracy_difference_found']:.0%}",
            reliance_found=f"{power['over_reliance_difference_found']:.0%}",
            people=found.participants,
        ),
        *words["method"].split("\n"),
    ]
    return _section("method", language, said)


def _section(key: str, language: StudyLanguage, said: Sequence[str], grid: Grid | None = None) -> Section:
    if language == "fr" and key != "method":
        said = [_in_french(one) for one in said]
        rows = () if grid is None else tuple(tuple(map(_in_french, row)) for row in grid.rows)
        grid = None if grid is None else replace(grid, rows=rows)
    return Section(
        key=key, title=SECTION[language][key], points=tuple(Point(text=one) for one in said), grid=grid
    )


def _in_french(text: str) -> str:
    """A text with the decimal sign of French, and a space before the sign of per cent."""
    return _PERCENT.sub("\u00a0%", _DECIMAL.sub(",", text))


def _grid(headers: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Grid:
    return Grid(headers=headers, rows=tuple(rows), citations=tuple(() for _ in rows))


def _chance(p: float) -> str:
    """A p-value to three places; none is 0."""
    return f"p = {p:.3f}" if p >= 0.001 else "p < 0.001"


def _interval(one: Estimate) -> str:
    if not math.isfinite(one.value):
        return "–"
    if not math.isfinite(one.low):
        return f"{one.value:.2f} (n = {one.n})"
    return f"{one.value:.2f} ({one.low:.2f} – {one.high:.2f}, n = {one.n})"


def _signed(one: Estimate) -> str:
    if not math.isfinite(one.value):
        return "–"
    if not math.isfinite(one.low):
        return f"{one.value:+.2f}"
    return f"{one.value:+.2f} ({one.low:+.2f} – {one.high:+.2f})"
