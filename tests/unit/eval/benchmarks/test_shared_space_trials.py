"""The trials of the shared space: nothing held out is learnt from, names go, words in common are counted."""

from __future__ import annotations

import numpy as np
import pytest

from eval.space_sets import without_names
from eval.space_trials import SYSTEMS, on_unseen_concepts, on_unseen_items
from eval.tep_words import FAULTS, SENSORS
from retrieval.space.records import Concept, SpaceData, SpaceItem

WORDS = ("bearing", "seal", "strainer", "gasket", "impeller", "coupling", "grease", "shaft", "filter")


@pytest.fixture(scope="module")
def data() -> SpaceData:
    """Nine concepts, each with two rows and two passages that share its word."""
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(len(WORDS), 16)).astype(np.float32)
    items, links, features = [], [], {}
    for modality in ("row", "text"):
        rows = []
        for concept, word in enumerate(WORDS):
            for number in range(2):
                links.append((len(items), concept))
                items.append(
                    SpaceItem(modality=modality, text=f"{word} {modality} {number}", source=f"{word}.csv")
                )
                rows.append(centres[concept] + 0.1 * rng.normal(size=16))
        features[modality] = np.array(rows, dtype=np.float32)
    return SpaceData(
        items=tuple(items),
        concepts=tuple(Concept(name=w, kind="component", label=w, text=w, group=w) for w in WORDS),
        features=features,
        anchors=centres,
        links=np.array(links, dtype=np.int64),
    )


def test_words_and_vectors_find_what_they_share_and_chance_does_not(data: SpaceData) -> None:
    assert on_unseen_concepts(data, "words", 0)["cross_mrr"] == 1.0
    assert on_unseen_concepts(data, "frozen_cosine", 0)["cross_mrr"] == 1.0
    assert on_unseen_concepts(data, "chance", 0)["cross_mrr"] < 0.5


def test_a_system_is_given_no_link_of_what_is_held_out(
    data: SpaceData, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = []
    frozen = SYSTEMS["frozen_cosine"]

    def spy(seen, whole, seed):
        given.append(frozenset(seen.links[:, 1].tolist()))
        return frozen(seen, whole, seed)

    monkeypatch.setitem(SYSTEMS, "frozen_cosine", spy)  # type: ignore[misc]
    on_unseen_concepts(data, "frozen_cosine", 0)
    assert len(given) == 3
    assert all(len(seen) == 6 for seen in given)
    assert frozenset.intersection(*given) == frozenset()


def test_hidden_items_ask_for_their_concepts(data: SpaceData) -> None:
    found = on_unseen_items(data, "words", 0)
    assert set(found) >= {"all_mrr", "all_recall"}
    assert "concept>row_mrr" not in found


def test_names_are_taken_out_of_texts() -> None:
    assert without_names("Bearing of P-101A/B hot, see WO-104454") == "Bearing of , hot, see" or (
        "101" not in without_names("Bearing of P-101A/B hot, see WO-104454")
    )
    assert without_names("Bearing hot") == "Bearing hot"


def test_the_process_has_its_columns_and_faults() -> None:
    assert len(SENSORS) == len(set(SENSORS)) == 52
    assert len(FAULTS) == 15
