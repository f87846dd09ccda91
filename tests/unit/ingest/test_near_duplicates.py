"""Copies, equal contents and near-duplicates by digest; nothing else."""

from __future__ import annotations

import random

import pytest

from ingest.near_duplicates import AlikePair, Fingerprint, alike_groups, alike_pairs
from ingest.sketch import text_sketch

WORDS = [f"{a}{b}" for a in ("valve", "pump", "seal", "bearing", "flow", "joint") for b in range(400)]


def _text(seed: int, *, count: int = 300) -> list[str]:
    return random.Random(seed).choices(WORDS, k=count)


def _edited(words: list[str], share: float, *, seed: int = 0) -> list[str]:
    random_ = random.Random(seed)
    return [random_.choice(WORDS) if random_.random() < share else word for word in words]


def _print(source: str, words: list[str], *, sha256: str | None = None) -> Fingerprint:
    return Fingerprint(source=source, sha256=sha256 or source, sketch=text_sketch([" ".join(words)]))


def test_each_likeness_has_its_name() -> None:
    one, two = _text(1), _text(2)
    pairs = alike_pairs(
        [
            _print("a.pdf", one, sha256="x"),
            _print("a copy.pdf", one, sha256="x"),
            _print("a.docx", one),
            _print("a edited.pdf", _edited(one, 0.1)),
            _print("b.pdf", two),
        ]
    )
    named = {(pair.first, pair.second): pair.likeness for pair in pairs}
    assert named == {
        ("a copy.pdf", "a.pdf"): "copy",
        ("a.docx", "a.pdf"): "same content",
        ("a edited.pdf", "a.pdf"): "near-duplicate",
    }
    assert [pair.resemblance for pair in pairs][:2] == [1.0, 1.0]
    assert 0.5 < pairs[2].resemblance < 0.9


def test_documents_without_content_are_like_none() -> None:
    bare = [Fingerprint(source=name, sha256=name, sketch=b"") for name in "abc"]
    assert alike_pairs(bare) == []
    assert alike_pairs([]) == []


@pytest.mark.parametrize("crowd", [5, 60])
def test_a_crowd_of_one_form_is_one_group(crowd: int) -> None:
    form = _text(3)
    documents = [_print(f"{number:03}.pdf", _edited(form, 0.05, seed=number)) for number in range(crowd)]
    documents += [_print(f"else {number}", _text(100 + number)) for number in range(20)]
    groups = alike_groups(alike_pairs(documents))
    assert [len(group.sources) for group in groups] == [crowd]
    assert groups[0].likeness == "near-duplicate"


def test_hundreds_of_copies_give_as_many_pairs_and_not_their_square() -> None:
    documents = [_print(f"{number:03}.pdf", _text(4), sha256="x") for number in range(300)]
    pairs = alike_pairs(documents)
    assert len(pairs) == 299
    assert [group.likeness for group in alike_groups(pairs)] == ["copy"]


def test_a_group_is_as_sure_as_its_loosest_tie() -> None:
    pairs = [
        AlikePair(first="a", second="b", resemblance=1.0, likeness="copy"),
        AlikePair(first="b", second="c", resemblance=0.95, likeness="same content"),
        AlikePair(first="x", second="y", resemblance=0.6, likeness="near-duplicate"),
    ]
    groups = alike_groups(pairs)
    assert [(g.sources, g.likeness, g.resemblance) for g in groups] == [
        (("a", "b", "c"), "same content", 0.95),
        (("x", "y"), "near-duplicate", 0.6),
    ]


def test_no_pair_of_a_large_archive_is_missed() -> None:
    documents, true = [], set()
    for number in range(400):
        words = _text(1000 + number, count=120)
        documents.append(_print(f"{number:03}.txt", words))
        if number % 4 == 0:
            documents.append(_print(f"{number:03} edited.txt", _edited(words, 0.08, seed=number)))
            true.add((f"{number:03} edited.txt", f"{number:03}.txt"))
    found = {(pair.first, pair.second) for pair in alike_pairs(documents)}
    assert found <= true
    assert len(found) >= 0.97 * len(true)
