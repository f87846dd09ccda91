"""The plant mixture over a sample of the real question sets: splits, budget, card. Needs the benchmark data."""

from __future__ import annotations

import copy
import random
from dataclasses import replace
from pathlib import Path

import pytest

from moe_adapters.recipes.plant.data import card
from moe_adapters.recipes.plant.decontaminate import Guard, evaluation_texts
from moe_adapters.recipes.plant.generators import draw_generated
from moe_adapters.recipes.plant.made_questions import TASK, MadeQuestion
from moe_adapters.recipes.plant.mixture import MORE_TASK, SHARES, Mixture, MixtureBuilder, read_tokens
from moe_adapters.recipes.plant.multi_hop import read_multi_hop
from moe_adapters.recipes.plant.natural import read_natural
from moe_adapters.recipes.plant.natural_tables import read_tables
from moe_adapters.recipes.plant.prompt import NOT_FOUND, split_markers
from moe_adapters.recipes.plant.split import SPLITS
from moe_adapters.recipes.plant.tokens import token_counter

_BUDGET = 60_000


def build(builder: MixtureBuilder) -> Mixture:
    count = token_counter(None)
    extra = {split: draw_generated(split, tokens=_BUDGET, seed=0, count=count) for split in SPLITS}
    return builder.build(tokens=_BUDGET, extra=extra)


@pytest.fixture(scope="session")
def builder(bench_data: Path, sample_plant: Path) -> MixtureBuilder:
    folder = bench_data / "qa_train"
    if not folder.is_dir():
        pytest.skip("needs qa_train of the benchmark data")
    texts, tables = read_natural(folder), read_tables(folder)
    rng = random.Random(0)
    return MixtureBuilder(
        [row for row in texts if row.answer is None] + rng.sample(texts, 2500),
        rng.sample(tables, 1500),
        read_multi_hop(folder),
        guard=Guard(evaluation_texts(sample_plant.parent / "questions.jsonl", bench_data)),
        count=token_counter(None),
        seed=0,
    )


@pytest.fixture(scope="session")
def mixture(builder: MixtureBuilder) -> Mixture:
    return build(builder)


def test_no_document_and_no_id_is_in_two_splits(mixture: Mixture) -> None:
    groups = {split: {e.group for e in examples} for split, examples in mixture.splits.items()}
    assert not groups["train"] & groups["test"]
    assert not groups["train"] & groups["validation"]
    assert not groups["validation"] & groups["test"]
    for examples in mixture.splits.values():
        assert len({example.id for example in examples}) == len(examples)


def test_the_budget_is_kept_and_every_modality_and_language_is_there(mixture: Mixture) -> None:
    count = token_counter(None)
    train = mixture.splits["train"]
    read = read_tokens(train, count)
    assert 0.9 * _BUDGET < read < 1.15 * _BUDGET
    assert read < 0.8 * sum(map(count, train))  # of all rows 0.46; this sample has few questions a source
    assert {example.modality for example in train} == {"text", "table", "series", "drawing"}
    assert {example.language for example in train} == {"en", "fr"}
    assert {example.task for example in train} >= set(SHARES) - {"cnil_faq", "clapnq"}


def test_real_unanswerable_questions_are_in_training_and_test(mixture: Mixture) -> None:
    for split in ("train", "test"):
        real = [e for e in mixture.splits[split] if e.task in ("abstain_qed", "abstain_clapnq")]
        assert len(real) > 5
        assert all(example.answer == NOT_FOUND for example in real)


def test_every_answer_cites_a_source_that_is_there(mixture: Mixture) -> None:
    for examples in mixture.splits.values():
        for example in examples:
            _, numbers = split_markers(example.answer)
            cites = example.answer != NOT_FOUND and example.task != "table_sql"
            assert bool(numbers) is cites
            for number in numbers:
                assert f"[{number}] " in example.messages[1].content


def test_the_plain_recipe_has_one_passage_and_no_abstention(mixture: Mixture) -> None:
    assert mixture.plain
    held_out = {e.group for split in ("validation", "test") for e in mixture.splits[split]}
    for example in mixture.plain:
        assert example.answer.endswith(" [1]")
        assert "\n[2] " not in example.messages[1].content
        assert example.group not in held_out


def test_the_card_counts_what_is_there_and_names_licences(mixture: Mixture) -> None:
    facts = card(mixture, count=lambda _: 1, settings={})
    for split, examples in mixture.splits.items():
        counted = facts["splits"][split]
        assert counted["examples"] == counted["tokens"] == len(examples)
        assert sum(part["examples"] for part in counted["task"].values()) == len(examples)
    assert facts["licences"]["squad"] == "CC BY-SA 4.0"
    assert all(facts["licences"].values())


def test_further_questions_train_only_and_none_over_held_out_passages(
    builder: MixtureBuilder, mixture: Mixture
) -> None:
    mine = copy.deepcopy(builder)
    held = next(row for row in mine.texts("test") if row.answer is not None and len(row.text.split()) > 40)
    spans = [row for row in mine.texts("train") if row.start >= 0][:60]
    own = [
        replace(
            row, id=f"more-{at}", task=MORE_TASK, group=f"more:{at}", question=f"what does number {at} say here?",
            text=f"Review number {at}. {row.text}",
        )
        for at, row in enumerate(spans)
    ]  # fmt: skip
    own = [replace(row, start=row.text.find(row.answer or "")) for row in own]
    copied = replace(held, id="more-twin", task=MORE_TASK, group="more:twin", question="is this a twin?")
    assert mine.add_more([*own, copied]) == len(own) + 1
    assert all(row.id != "more-twin" for row in mine.texts("train"))
    splits = build(mine).splits
    assert any(example.task == MORE_TASK for example in splits["train"])
    for name in ("validation", "test"):
        assert [e.id for e in splits[name]] == [e.id for e in mixture.splits[name]]


def test_made_questions_train_and_are_never_held_out(builder: MixtureBuilder, mixture: Mixture) -> None:
    windows = builder.writer_data().windows
    held = {e.group for split in ("validation", "test") for e in mixture.splits[split]}
    assert not {row.group for row in builder.writer_data().train} & held
    made = []
    for window in windows[:400]:
        text = window.messages[-1].content
        word = max((w for w in text.split() if w.isalpha() and text.count(w) == 1), key=len, default="")
        key, _, offset = window.id.rpartition("-")
        if len(word) > 3:
            question = f"which word of passage {key} was made up for this test?"
            made.append(MadeQuestion(key, question, word, int(offset) + text.index(word)))
    mine = copy.deepcopy(builder)
    assert mine.add_made([*made, MadeQuestion("0" * 16, "what is this of?", "none", 0)]) > 0.9 * len(made)
    splits = build(mine).splits
    assert any(example.task == TASK for example in splits["train"])
    assert all(example.task != TASK for name in ("validation", "test") for example in splits[name])
