"""Order and shape of batches; packed rows and padded rows give the same loss."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from random_models import made
from small_models import WordTokenizer, examples, small_llama

from moe_adapters.answer_loss import answer_loss, head_apart
from moe_adapters.batches import collate, plan, shared_rows
from moe_adapters.encode import EncodedExample, encode
from moe_adapters.workers import Workers


@pytest.fixture
def encoded() -> tuple[EncodedExample, ...]:
    return encode(examples(30), WordTokenizer(), modalities=("text", "table"), max_tokens=40).examples


@pytest.mark.parametrize("packing", [False, True])
def test_each_example_once_within_the_budget(encoded: tuple[EncodedExample, ...], packing: bool) -> None:
    planned = plan(encoded, batch_tokens=60, packing=packing, seed=1, epoch=0)
    assert sorted(at for rows in planned for row in rows for at in row) == list(range(len(encoded)))
    for rows in planned:
        assert collate(encoded, rows, packing=packing, power=0.5).ids_BT.numel() <= 60


def test_same_seed_same_order_and_another_epoch_another(encoded: tuple[EncodedExample, ...]) -> None:
    def planned(epoch: int) -> list[list[list[int]]]:
        return plan(encoded, batch_tokens=60, packing=False, seed=1, epoch=epoch)

    assert planned(0) == planned(0)
    assert planned(0) != planned(1)


@pytest.mark.parametrize("power", [0.0, 0.5, 1.0])
def test_packed_rows_see_only_themselves(encoded: tuple[EncodedExample, ...], power: float) -> None:
    model = small_llama()
    some = list(range(6))
    padded = collate(encoded, [[at] for at in some], packing=False, power=power)
    packed = collate(encoded, [some[:4], some[4:]], packing=True, power=power)
    with head_apart(model) as head:
        first, second = answer_loss(model, head, padded), answer_loss(model, head, packed)
    torch.testing.assert_close(first.weighted, second.weighted)
    assert first.total == pytest.approx(second.total, rel=1e-5)
    assert first.tokens == second.tokens


def _over_the_same_sources() -> list[EncodedExample]:
    """Three questions over one text, two over another, one alone; ids stand for words."""
    texts = [[3 + (7 * i + k) % 80 for i in range(60)] for k in range(3)]
    asked = [
        (0, [5, 6], [7]),
        (0, [5, 9, 9], [8, 7]),
        (1, [4], [6]),
        (0, [8, 6], [9, 9]),
        (1, [5], [4]),
        (2, [5], [5]),
    ]
    return [
        EncodedExample(
            id=str(number),
            ids=(*texts[text], *question, 2, *answer, 1),
            prompt=61 + len(question),
            modality=0,
            task="qa",
        )
        for number, (text, question, answer) in enumerate(asked)
    ]


@pytest.mark.parametrize("power", [0.0, 0.5])
def test_shared_rows_read_the_sources_once_and_give_the_same_loss(power: float) -> None:
    model, some = small_llama(), _over_the_same_sources()
    rows = shared_rows(some, most=100)
    assert sorted(sorted(row) for row in rows) == [[0, 1, 3], [2, 4], [5]]
    alone = collate(some, [[at] for at in range(len(some))], packing=False, power=power)
    shared = collate(some, rows, packing=False, sharing=True, power=power)
    with head_apart(model) as head:
        first, second = answer_loss(model, head, alone), answer_loss(model, head, shared)
    torch.testing.assert_close(first.weighted, second.weighted)
    assert first.total == pytest.approx(second.total, rel=1e-5)
    assert first.tokens == second.tokens
    assert shared.tokens < 0.6 * alone.tokens


def test_a_shared_row_keeps_to_the_budget_and_to_one_modality() -> None:
    some = _over_the_same_sources()
    assert max(len(row) for row in shared_rows(some, most=70)) == 2
    other = [replace(one, modality=int(one.id) % 2) for one in some]
    assert sorted(sorted(row) for row in shared_rows(other, most=100)) == [[0], [1, 3], [2, 4], [5]]
    planned = plan(some, batch_tokens=100, packing=False, sharing=True, seed=0, epoch=0)
    assert sorted(at for rows in planned for row in rows for at in row) == list(range(len(some)))


def test_loss_is_that_of_the_answers_alone(encoded: tuple[EncodedExample, ...]) -> None:
    model = small_llama()
    one = encoded[0]
    batch = collate(encoded, [[0]], packing=False, power=0.0)
    with head_apart(model) as head:
        measured = answer_loss(model, head, batch)
    ids = torch.tensor([one.ids])
    labels = ids.clone()
    labels[:, : one.prompt] = -100
    torch.testing.assert_close(measured.weighted, model(input_ids=ids, labels=labels).loss)
    assert measured.tokens == len(one.ids) - one.prompt


def test_workers_share_the_rows_and_the_loss(encoded: tuple[EncodedExample, ...]) -> None:
    model = small_llama()
    batch = collate(encoded, [[at] for at in range(5)], packing=False, power=0.5)
    with head_apart(model) as head:
        whole = answer_loss(model, head, batch).weighted
        parts = [Workers(rank=rank, world=2).own_rows(batch) for rank in range(2)]
        added = sum(answer_loss(model, head, part).weighted for part in parts if part is not None)
    torch.testing.assert_close(torch.as_tensor(added), whole)
    assert sum(part.tokens for part in parts if part is not None) == batch.tokens


def test_worker_without_a_row_has_nothing_to_do(encoded: tuple[EncodedExample, ...]) -> None:
    batch = collate(encoded, [[0]], packing=False, power=0.5)
    assert Workers(rank=1, world=2).own_rows(batch) is None


def test_head_is_put_back_after_an_error() -> None:
    model = small_llama()
    head = model.lm_head
    with pytest.raises(RuntimeError), head_apart(model):
        raise RuntimeError
    assert model.lm_head is head


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_head_of_a_model_that_keeps_its_logits_is_taken_apart(dtype: torch.dtype) -> None:
    for model in (small_llama().to(dtype).train(), made("gpt2").to(dtype)):
        mode = model.training
        with head_apart(model) as head:
            assert head is not model.lm_head
        assert model.lm_head is head
        assert model.training == mode


def test_model_that_changes_its_logits_is_refused() -> None:
    model = made("gemma2")
    model.config.final_logit_softcapping = 0.5
    head = model.lm_head
    with (
        pytest.raises(ValueError, match="Gemma2ForCausalLM changes its logits after its head"),
        head_apart(model),
    ):
        pass
    assert model.lm_head is head


def test_too_long_examples_are_counted_not_cut() -> None:
    found = encode(examples(10), WordTokenizer(), modalities=("text", "table"), max_tokens=9)
    assert found.left_out > 0
    assert len(found.examples) + found.left_out == 10
    with pytest.raises(ValueError, match="no example has at most 3"):
        encode(examples(10), WordTokenizer(), modalities=("text", "table"), max_tokens=3)


def test_unknown_modality_is_named() -> None:
    with pytest.raises(ValueError, match="table"):
        encode(examples(2), WordTokenizer(), modalities=("text",), max_tokens=40)
