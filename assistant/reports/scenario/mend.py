"""The course "mend what fits best": what the FMEA, reports and earlier orders tell of mending it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from assistant.crossing.failure_lines import stems_of
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.gather import Gathered
from assistant.reports.diagnostic.modes import FittingMode, mode_name, mode_point
from assistant.reports.diagnostic.orders import Order, spread_of
from assistant.reports.diagnostic.papers import Statement, told
from assistant.reports.records import Point
from assistant.reports.scenario.course import Cell, Course, Step, course_target, step_of
from assistant.reports.scenario.like_orders import figures_point, like_orders, order_points
from assistant.reports.scenario.parts import SparePart, part_point, parts_cell, spare_parts
from assistant.reports.scenario.rating import advice_point, control_point, rated_cell, rating_points
from assistant.reports.scenario.said import Said, first_points, passages_of, work_done, worked_points

_ASKED = 4
Why = Literal["best", "second", "usual"]
_TITLES: dict[Why, tuple[str, str]] = {
    "best": ("mend what fits best: ", "réparer ce qui correspond le mieux : "),
    "second": ("mend what fits nearly as well: ", "réparer ce qui correspond presque aussi bien : "),
    "usual": ("mend what was mended most often: ", "réparer ce qui l'a été le plus souvent : "),
}


def mend_course(
    case: Case, gathered: Gathered, mode: FittingMode, said: Said, *, why: Why = "best"
) -> Course:
    """The course for a line of the FMEA.

    Args:
        why: It is mended: it fits best, nearly as well, or was mended most often before.
    """
    line = mode.line
    orders = like_orders(case, mode)
    parts = spare_parts(case, line, passages_of(case, said))
    advice = advice_point(case, line)
    done = work_done(case, said, line)
    quoted = {one.evidence.quote for _, _, one in done}
    steps: list[Step] = [step_of(case, advice)] if advice is not None else []
    asked = [one for one in gathered.papers.asks if one.evidence.quote not in quoted and _bears_on(one, mode)]
    steps += [step_of(case, told(one, case), order=1) for one in asked[:_ASKED]]
    steps += [step_of(case, one, order=2 + number) for number, one, _ in done]
    listed = order_points(case, orders)
    steps += [step_of(case, one, order=100) for one in listed[1:]]
    fits = mode_point(case, mode)
    control = control_point(case, line)
    name = mode_name(case, line)
    title = f"{case.t(*_TITLES[why])}{name}"
    pros = [Point(text=fits.text, citations=fits.citations, target=fits.target)]
    if why == "usual":
        pros = _usual(case, fits, listed[:1])
    return Course(
        key="mend_2" if why == "second" else "mend",
        title=title,
        target=course_target(case, title, [fits], about=f"mend {mode.target(case).id}"),
        steps=tuple(steps),
        pros=tuple(pros),
        cons=(*rating_points(case, line), *listed[:1]),
        first=(*(part_point(case, one) for one in parts), *first_points(case, said)),
        worked=(*worked_points(case, said), *([control] if control is not None else [])),
        time=_time(case, orders),
        cost=_cost(case, orders),
        parts=parts_cell(case, parts) if parts else Cell(),
        risk=rated_cell(case, line),
        unknown=tuple(_unknown(case, orders, parts)),
    )


def _usual(case: Case, fits: Point, orders: Sequence[Point]) -> list[Point]:
    """That nothing found in the period speaks for it, only how often it was mended before."""
    text = case.t(
        "Nothing that was found in the period speaks for a failure mode; this one was mended most often "
        "before.",
        "Rien de ce qui a été trouvé sur la période ne parle pour un mode ; celui-ci a été réparé le plus "
        "souvent.",
    )
    numbers = tuple(dict.fromkeys((*fits.citations, *(n for one in orders for n in one.citations))))
    return [Point(text=text, citations=numbers, target=fits.target)]


def _bears_on(statement: Statement, mode: FittingMode) -> bool:
    """True where a request shares a word with the line, or stands in a document that speaks for it."""
    documents = {one.document.source for one in mode.statements}
    return statement.document.source in documents or bool(
        mode.line.stems & stems_of(statement.evidence.quote)
    )


def _time(case: Case, orders: Sequence[Order]) -> Cell:
    said = []
    for english, french, spread in (
        ("labour", "main-d'œuvre", spread_of(orders, lambda c: c.labour)),
        ("downtime", "arrêt", spread_of(orders, lambda c: c.down)),
    ):
        if spread is not None:
            said.append(f"{case.t(english, french)} {spread.told(case)}")
    return (
        Cell(text=case.t("; ", " ; ").join(said), citations=figures_point(case, orders).citations)
        if said
        else Cell()
    )


def _cost(case: Case, orders: Sequence[Order]) -> Cell:
    spread = spread_of(orders, lambda c: c.cost)
    if spread is None:
        return Cell()
    return Cell(text=spread.told(case), citations=figures_point(case, orders).citations)


def _unknown(case: Case, orders: Sequence[Order], parts: Sequence[SparePart]) -> list[Point]:
    found = []
    if not orders:
        found.append(
            case.t(
                "No earlier order is like the mode that fits best: hours, downtime and cost are not known.",
                "Aucun ordre antérieur ne ressemble au mode qui correspond le mieux : heures, arrêt et coût "
                "ne sont pas connus.",
            )
        )
    if not parts:
        found.append(
            case.t(
                "No stock list names a part for it: stock and lead time are not known; ask the stores.",
                "Aucune liste de stock ne nomme de pièce : stock et délai ne sont pas connus ; à demander "
                "au magasin.",
            )
        )
    return [Point(text=one) for one in found]
