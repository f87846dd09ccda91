"""Score any answer by the type of its case. Knows the scorers of each type."""

from __future__ import annotations

from eval.case import Case, Score
from eval.scorers.abstention import score_abstention
from eval.scorers.dates import score_date
from eval.scorers.lists import score_list
from eval.scorers.numbers import score_number
from eval.scorers.texts import score_text
from eval.scorers.words import without_markers


def score_answer(case: Case, answer: str, *, abstained: bool) -> Score:
    """Abstention first, then number, date, list or text; citation markers are taken out before."""
    declined = score_abstention(case, abstained=abstained)
    if declined is not None:
        return declined
    text = without_markers(answer)
    if case.answer_type == "number":
        return score_number(case, text)
    if case.answer_type == "date":
        return score_date(case, text)
    if case.answer_type == "list":
        return score_list(case, text)
    return score_text(case, text)
