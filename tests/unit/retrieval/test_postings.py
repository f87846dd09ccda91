"""Postings score as bm25s does and hold nothing of what was removed."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import bm25s
import numpy as np
import pytest

from retrieval import postings


def corpus(count: int) -> dict[int, list[str]]:
    draw = random.Random(5)
    words = [f"w{n}" for n in range(40)]
    return {key: draw.choices(words, k=draw.randint(0, 12)) for key in range(10, 10 + count)}


def none_kept(current: postings.Postings) -> np.ndarray:
    return np.zeros(len(current.keys), dtype=bool)


def test_scores_are_those_of_bm25s() -> None:
    texts = {key: words for key, words in corpus(60).items() if words}
    start = postings.empty()
    ours = start.changed(keep=none_kept(start), added=texts)
    theirs = bm25s.BM25(method="lucene", k1=postings.K1, b=postings.B)
    theirs.index(list(texts.values()), show_progress=False)
    for asked in (["w1"], ["w2", "w7", "w39"]):
        np.testing.assert_allclose(ours.scores(asked), theirs.get_scores(asked), rtol=1e-5)


def test_changes_give_what_building_anew_gives() -> None:
    texts = corpus(50)
    start = postings.empty()
    first = start.changed(keep=none_kept(start), added={k: texts[k] for k in list(texts)[:30]})
    keep = np.array([key % 3 != 0 for key in first.keys])
    changed = first.changed(keep=keep, added={k: texts[k] for k in reversed(list(texts)[30:])})
    whole = start.changed(
        keep=none_kept(start), added={k: w for k, w in texts.items() if k >= 40 or k % 3 != 0}
    )
    assert changed.keys.tolist() == whole.keys.tolist() == sorted(whole.keys)
    for word in ("w0", "w5", "w20"):
        np.testing.assert_allclose(changed.scores([word]), whole.scores([word]), rtol=1e-6)


def test_words_that_no_chunk_has_are_dropped() -> None:
    start = postings.empty()
    both = start.changed(keep=none_kept(start), added={1: ["secret"], 2: ["pump"]})
    left = both.changed(keep=np.array([False, True]), added={})
    assert set(left.model.vocab_dict) == {"pump"}
    assert left.scores(["secret"]).tolist() == [0.0]


def test_a_saved_one_is_the_same(tmp_path: Path) -> None:
    start = postings.empty()
    made = start.changed(keep=none_kept(start), added=corpus(20))
    with (tmp_path / "p.npz").open("wb") as file:
        made.save(file)
    read = postings.load(tmp_path / "p.npz")
    assert read.keys.tolist() == made.keys.tolist()
    assert read.scores(["w3", "w4"]).tolist() == made.scores(["w3", "w4"]).tolist()


def test_parts_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    start = postings.empty()
    made = start.changed(keep=none_kept(start), added=corpus(5))
    buffer = BytesIO()
    made.save(buffer)
    buffer.seek(0)
    with np.load(buffer) as file:
        parts = dict(file)
    np.savez(tmp_path / "p.npz", **{**parts, "offsets": parts["offsets"][:-1]})
    with pytest.raises(ValueError, match="fit together"):
        postings.load(tmp_path / "p.npz")


def test_nothing_scores_nothing() -> None:
    assert postings.empty().scores(["pump"]).shape == (0,)
