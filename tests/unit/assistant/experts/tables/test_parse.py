from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assistant.experts.tables.parse import Parsed
from assistant.experts.tables.plan import flat
from retrieval.records import Language

PlanOf = Callable[..., Parsed]


@pytest.mark.parametrize(
    ("text", "table", "kind"),
    [
        ("How many rounds were NOK?", "inspection_rounds", "count"),
        ("share of NOK rounds in percent", "inspection_rounds", "share"),
        ("which inspector did the most rounds?", "inspection_rounds", "groups"),
        ("number of rounds per month", "inspection_rounds", "groups"),
        ("max vibration measured on P-203A?", "inspection_rounds", "extreme"),
        ("average temperature in the rounds done by Olsen", "inspection_rounds", "aggregate"),
        ("longest gap between two rounds on P-305B", "inspection_rounds", "gap"),
        ("unit price of the shaft sleeve", "spare_parts", "rows"),
        ("difference between the highest and lowest RPN?", "fmea_utilities", "aggregate"),
        ("how many more rounds did Varga do than Olsen?", "inspection_rounds", "difference"),
        ("which parts have the same supplier as the impeller?", "spare_parts", "rows"),
        ("did Petit ever inspect P-201A?", "inspection_rounds", "exists"),
    ],
)
def test_table_and_kind(plan_of: PlanOf, text: str, table: str, kind: str) -> None:
    plan = plan_of(text).plan
    assert (plan.table, plan.kind) == (table, kind)


@pytest.mark.parametrize(
    ("text", "counts"),
    [("how often was the oil level low remarked?", True), ("how often does seal wear occur?", False)],
)
def test_only_rows_that_happened_at_some_time_are_counted_for_how_often(
    plan_of: PlanOf, text: str, counts: bool
) -> None:
    """A failure mode and effects analysis lists what may happen: its rows are no times."""
    plan = plan_of(text).plan
    assert (plan.kind == "count") == counts, plan


def test_a_duration_is_no_count_in_french(plan_of: PlanOf) -> None:
    assert plan_of("combien d'inspections de P-201A ?").plan.kind == "count"
    assert plan_of("combien de temps peut-on arrêter P-201A ?").plan.kind != "count"


def conditions(parsed: Parsed) -> set[tuple[str, str]]:
    return {(f.expr.name or f.expr.kind, f.condition) for f in flat(parsed.plan.where)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rounds with vibration above 4.5 mm/s: how many?", {("Vibration", ">")}),
        ("which parts are below their minimum stock?", {("Stock", "column_<")}),
        ("how many rounds without a remark?", {("Remark", "is_null")}),
        ("which lines have no action?", {("Action", "is_null")}),
        ("how many work orders were finished in 2022", {("Date fin", "period")}),
        ("how many work orders were opened in 2022", {("Date début", "period")}),
        ("which line's RPN is not equal to S x O x D?", {("RPN", "column_!=")}),
        ("how many parts have a lead time over 2 weeks?", {("Lead time", ">")}),
        ("how many critical machines are there?", {("Critical", "is_true")}),
        ("how many machines are not critical?", {("Critical", "is_false")}),
    ],
)
def test_conditions(plan_of: PlanOf, text: str, expected: set[tuple[str, str]]) -> None:
    assert conditions(plan_of(text)) == expected


def test_weeks_are_days_in_a_column_of_days(plan_of: PlanOf) -> None:
    (item,) = flat(plan_of("how many parts have a lead time over 2 weeks?").plan.where)
    assert item.number == 14


def test_exclusion(plan_of: PlanOf) -> None:
    (item,) = flat(plan_of("leaving Olsen aside, how many rounds were done?").plan.where)
    assert item.negated
    assert item.values == ("Olsen",)


def test_both_sides_together_are_no_condition(plan_of: PlanOf) -> None:
    parsed = plan_of("how many work orders, preventive and corrective together?")
    assert {v for f in flat(parsed.plan.where) for v in f.values} in ({"Préventif", "Correctif"}, set())


def test_period_outside_the_table_is_told(plan_of: PlanOf) -> None:
    parsed = plan_of("how many rounds in 2019?")
    assert parsed.outside
    assert parsed.moment == "Date"


def test_unexplained_words_lower_the_score(plan_of: PlanOf) -> None:
    sure = plan_of("how many rounds did Olsen do?").plan
    unsure = plan_of("how many rounds did Olsen do on the turbo encabulator?").plan
    assert sure.score > 0.8 > unsure.score
    assert "encabulator" in unsure.unexplained


def test_what_is_asked_for_must_be_known(plan_of: PlanOf) -> None:
    parsed = plan_of("warranty of the shaft sleeve")
    assert parsed.plan.score < 0.5
    assert "warranty" in parsed.unknown


def test_a_number_left_out_makes_it_unsure(plan_of: PlanOf) -> None:
    assert plan_of("how many rounds ran over 300 widgets?").plan.score < 0.5


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("combien d'ordres de travail pneumatiques en 2023 ?", "fr"),
        ("coût total des ordres de travail électriques en 2023", "fr"),
        ("how many subcontracted ordres de travail in 2023?", "en"),
        ("average cost of the night ordres de travail in 2023", "en"),
        ("coût total des ordres de travail d'astreinte en 2023", "fr"),
        ("coût total des ordres de travail pris en charge par l'assurance en 2023", "fr"),
        ("how many ordres de travail under warranty in 2023?", "en"),
    ],
)
def test_rows_of_a_kind_that_no_column_holds_are_not_all_rows(
    plan_of: PlanOf, asked: str, language: Language
) -> None:
    plain = re.sub(
        r"(?:pneumatiques|électriques|subcontracted|night|d'astreinte|pris en charge par l'assurance|under warranty) ",
        "", asked,
    )  # fmt: skip
    assert plan_of(plain, language=language).plan.score >= 0.6
    assert plan_of(asked, language=language).plan.score < 0.3


def test_a_verb_behind_the_rows_that_are_counted_leaves_nothing_out(plan_of: PlanOf) -> None:
    assert plan_of("combien d'ordres de travail portent la priorité haute ?", language="fr").plan.score >= 0.6


@pytest.mark.parametrize(
    "asked",
    [
        "coût total des ordres de travail de l'usine en 2023",
        "coût total des ordres de travail de maintenance en 2023",
        "coût total des ordres de travail sur l'ensemble du parc en 2023",
    ],
)
def test_words_of_the_whole_site_are_no_restriction(plan_of: PlanOf, asked: str) -> None:
    plain = plan_of("coût total des ordres de travail en 2023", language="fr").plan
    assert plan_of(asked, language="fr").plan.score >= 0.85 * plain.score


def test_a_slip_in_what_is_to_be_done_leaves_nothing_out(plan_of: PlanOf) -> None:
    assert plan_of("higest RPN in the FMEA").plan.score >= 2 * plan_of("pneumatic RPN in the FMEA").plan.score


def test_nobody_is_a_number(plan_of: PlanOf) -> None:
    assert plan_of("who is the manufacturer of P-201A?").plan.answers_who
    assert not plan_of("who is the power of P-201A?").plan.answers_who
