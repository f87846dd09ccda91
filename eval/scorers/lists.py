"""Score a list by the items that stand in the answer. Knows spellings, not order."""

from __future__ import annotations

import re

from eval.case import Case, Score
from eval.scorers.words import contains, fold

F1_IS_RIGHT = 0.8


def _shape(item: str) -> str | None:
    """A pattern for things written like the item: same count of letters and digits; None for plain words."""
    if not re.search(r"\d", item) and not item.isupper():
        return None
    marks = [r"\d" if c.isdigit() else "[a-z]" if c.isalpha() else re.escape(c) for c in fold(item)]
    return r"(?<![\w-])" + "".join(marks) + r"(?![\w-])"


def score_list(case: Case, answer: str) -> Score:
    """F1 of the items; right from 0.8. Things written like an item that are none count against it."""
    if not isinstance(case.value, tuple):
        raise TypeError(f"{case.id}: a list needs a tuple as value")
    spellings = case.item_accept or tuple((item,) for item in case.value)
    found = sum(any(contains(answer, good) for good in goods) for goods in spellings)
    known = {fold(good) for goods in spellings for good in goods}
    shapes = {shape for item in case.value if (shape := _shape(item)) is not None}
    asked = fold(case.question)
    strange = {hit for shape in shapes for hit in re.findall(shape, fold(answer))} - known
    strange = {hit for hit in strange if hit not in asked}
    if found == 0:
        return Score(value=0.0, correct=False, why=f"none of {len(spellings)} items")
    f1 = 2 * found / (2 * found + len(strange) + len(spellings) - found)
    why = f"{found} of {len(spellings)} items, {len(strange)} too many"
    return Score(value=f1, correct=f1 >= F1_IS_RIGHT, why=why)
