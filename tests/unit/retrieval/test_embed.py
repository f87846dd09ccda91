"""Embedding in 8-bit integers: the packaged model against its float original."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from retrieval import embed, minilm, packing
from retrieval.embed import PackagedEmbedder, embedder, packaged_folder

TEXTS = (
    "The vibration limit of the pump is 7.1 mm/s.",
    "Le filtre doit être nettoyé chaque semaine.",
    "P-101A",
    "F.1 DEFINITIONS\nA roll bar located above the driver's legs, in proximity to the steering wheel.",
    "",
    "Grease the drive-end bearing every 2000 hours with lithium grease, NLGI 2. " * 20,
)


@pytest.fixture(scope="module")
def folder() -> Path:
    found = packaged_folder()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def model() -> embed.Embedder:
    return embedder(embed.PACKAGED)


def original(folder: Path, texts: tuple[str, ...]) -> np.ndarray:
    """The same vectors by Transformers in float32, one text at a time."""
    from tokenizers import Tokenizer
    from transformers import BertModel

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    bert = BertModel.from_pretrained(folder, add_pooling_layer=False).eval()
    found = []
    with torch.inference_mode():
        for text in texts:
            hidden = bert(input_ids=torch.tensor([tokenizer.encode(text).ids])).last_hidden_state
            found.append(torch.nn.functional.normalize(hidden.mean(1), dim=1)[0].numpy())
    return np.array(found)


def test_vectors_are_those_of_the_float_model(folder: Path, model: embed.Embedder) -> None:
    cosines = (model.encode(TEXTS) * original(folder, TEXTS)).sum(1)
    assert cosines.mean() > 0.99
    assert cosines.min() > 0.98


def test_vectors_have_length_one_in_the_order_of_the_texts(model: embed.Embedder) -> None:
    found = model.encode([*TEXTS, TEXTS[0]])
    assert found.shape == (7, 384)
    assert found.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1.0, rtol=1e-5)
    assert np.array_equal(found[0], found[6])
    assert model.encode([]).shape == (0, 384)


def test_a_vector_does_not_hang_on_its_batch(model: embed.Embedder) -> None:
    together = model.encode(TEXTS)
    for place, text in enumerate(TEXTS):
        assert float(together[place] @ model.encode([text])[0]) > 0.999


def test_float_arithmetic_gives_the_vectors_of_integer_arithmetic(
    folder: Path, model: embed.Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    native = model.encode(TEXTS)
    monkeypatch.setattr(minilm, "has_integer_products", lambda: False)
    cosines = (PackagedEmbedder(folder).encode(TEXTS) * native).sum(1)
    assert cosines.mean() > 0.999
    assert cosines.min() > 0.995


def test_the_name_tells_integers_from_floats() -> None:
    assert embedder(embed.PACKAGED).name != embed.PACKAGED
    assert embedder("intfloat/multilingual-e5-small").name == "intfloat/multilingual-e5-small"


def test_many_batches_go_over_the_cores_and_leave_the_callers_threads_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "TOKENS", 256)
    texts = [f"Valve {number} is " + "open " * (number % 30) for number in range(60)]
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        found = PackagedEmbedder(folder).encode(texts)
        assert torch.get_num_threads() == 2
        torch.set_num_threads(1)
        alone = PackagedEmbedder(folder).encode(texts)
    finally:
        torch.set_num_threads(before)
    np.testing.assert_allclose((found * alone).sum(1), 1.0, atol=1e-3)


def test_a_vector_does_not_hang_on_what_shares_its_row(model: embed.Embedder) -> None:
    alone = model.encode(["Pump trips on high vibration."])
    neighbours = [f"Strainer {number} was cleaned." for number in range(40)]
    beside = model.encode(["Pump trips on high vibration.", *neighbours])
    assert float(alone[0] @ beside[0]) > 0.9995


def test_an_unknown_model_has_its_ranges_taken_and_gives_the_same_vectors(
    folder: Path, model: embed.Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = PackagedEmbedder(folder).load()[1].ranges
    before = model.encode(TEXTS)
    monkeypatch.setattr(minilm, "kept_ranges", lambda _: None)
    pairs = zip(PackagedEmbedder(folder).load()[1].ranges, known, strict=True)
    ranges = [pair for taken, kept in pairs for pair in zip(taken, kept, strict=True)]
    assert all((seen - own).abs().max() < 1e-5 * own.abs().max() for seen, own in ranges)
    # floats whose last digits differ from processor to processor move single integers, which six layers carry on
    least = 0.9999 if all(seen.equal(own) for seen, own in ranges) else 0.997
    assert (PackagedEmbedder(folder).encode(TEXTS) * before).sum(1).min() > least
