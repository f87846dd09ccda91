import json
import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.scorers.needles import count, holds_all, normalised

DOCUMENTS = (
    Path(os.environ.get("ASSISTANT_BENCH_DATA", Path(__file__).parents[5] / "shared" / "data")) / "documents"
)
THEIRS = DOCUMENTS / "score_facts.py"


@pytest.mark.parametrize(
    ("needle", "text"),
    [
        ("0,5", "R.5"),
        (".5", "R0,5"),
        ("5", "5 mm"),
        ('3"-QR-1', "3”–QR–1"),
        ("10 x", "10XØ4"),
        ("+0,2", "+ 0.2"),
        ("±.008", "+/- .008"),
        ("bellows type", "BELLOWS\ntype"),
        ("distraction", "distrac-\ntion"),
    ],
)
def test_found(needle: str, text: str) -> None:
    assert holds_all(text, [needle])


@pytest.mark.parametrize(
    ("needle", "text"),
    [
        ("19", "0,19"),
        ("19", "19.5"),
        ("19", "x = -19"),
        ("19", "19:1"),
        ("19", "1:19"),
        ("19", "19°"),
        ("153", "era153la"),
        ("A0", "AO"),
        ("$$", "$$$"),
        ("nut", "nuts"),
        ("A", "A4"),
    ],
)
def test_part_of_something_longer_is_not_found(needle: str, text: str) -> None:
    assert not holds_all(text, [needle])


def test_a_needle_listed_twice_must_stand_twice() -> None:
    assert holds_all("4 holes, 4 bolts", ["4", "4"])
    assert not holds_all("4 holes", ["4", "4"])


def test_one_of_the_spellings_is_enough() -> None:
    assert holds_all("REV. 5", [("REV 5", "REV. 5")])
    assert not holds_all("REV 6", [("REV 5", "REV. 5")])


def test_nothing_is_in_an_empty_text() -> None:
    assert not holds_all("", ["5"])


@pytest.fixture(scope="module")
def theirs() -> ModuleType:
    if not THEIRS.exists():
        pytest.skip("needs the documents of the benchmark data")
    spec = spec_from_file_location("score_facts", THEIRS)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = written
    return module


_TEXTS = st.lists(
    st.sampled_from(
        ["5", "0", ".", ",", ":", "-", "°", "±", "+/-", "Ø", "x", "a", "rev", "era", " ", "\n", "19", "|", "c",
         "''", "’", "*", "\\", "&amp;", "<b>", "(cid:3)", "×", "(", ")", "\ufffe", "­", "$"]
    ),
    max_size=12,
).map("".join)  # fmt: skip
_NEEDLES = st.sampled_from(
    ["5", "0.5", "19", "rev", "a", "x", "$", "-5", "5:1", "±0.5", "5 x", "19°", "a5", "c"]
)


@settings(max_examples=300, deadline=None)
@given(text=_TEXTS, needle=_NEEDLES)
def test_verdicts_are_those_of_the_data_sets_own_scorer(theirs: ModuleType, text: str, needle: str) -> None:
    assert normalised(text) == theirs.normalise(text)
    assert count(needle, normalised(text)) == theirs.occurrences(needle, theirs.normalise(text))
    assert holds_all(text, [needle]) == theirs.score({"needles": [needle]}, text)


def test_verdicts_agree_on_the_facts_themselves(theirs: ModuleType) -> None:
    facts = [json.loads(line) for line in (DOCUMENTS / "facts.jsonl").read_text("utf-8").splitlines()]
    answers = [fact["answer"] + "\n" + " ".join(map(str, fact["needles"])) for fact in facts]
    for fact in facts:
        needles = [tuple(n) if isinstance(n, list) else n for n in fact["needles"]]
        for text in answers:
            assert holds_all(text, needles) == theirs.score(fact, text), (fact, text)
