"""The larger reader: a trained model kept as its difference, read from a small model of the same form."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import MPNetConfig, MPNetModel

from assistant.experts.text.reader.candidates import below_best
from assistant.experts.text.reader.examples import Reading
from assistant.experts.text.reader.large import trained_layers, write_difference
from assistant.experts.text.reader.read import LargerReader, Span
from assistant.experts.text.reader.train import Pointer, TrainOptions, judged, train
from retrieval.minilm import MPNET, Encoder
from retrieval.packing import one_batch
from retrieval.weights_file import write_weights

WORDS = [*"<s> <pad> </s> <unk> where does the pump stand ? it stands in south hall . blue is".split()]
FORM = replace(MPNET, width=48, layers=2, heads=4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small random model of MPNet's form, whose distances matter."""
    torch.manual_seed(1)
    config = MPNetConfig(
        vocab_size=40, hidden_size=48, num_hidden_layers=2, num_attention_heads=4, intermediate_size=96,
        max_position_embeddings=300, pad_token_id=1, layer_norm_eps=1e-5,
    )  # fmt: skip
    model = MPNetModel(config, add_pooling_layer=False)
    with torch.no_grad():
        model.encoder.relative_attention_bias.weight.normal_(0.0, 2.0)
    save_file(dict(model.state_dict()), str(tmp_path / "model.safetensors"))
    tokenizer = Tokenizer(
        models.WordPiece({word: place for place, word in enumerate(WORDS)}, unk_token="<unk>")
    )
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    (tmp_path / "config.json").write_text(json.dumps(config.to_dict()), encoding="utf-8")
    return tmp_path


def test_the_encoder_sees_what_transformers_sees(folder: Path) -> None:
    model = MPNetModel.from_pretrained(folder, add_pooling_layer=False).eval()
    texts = [[0, *torch.randint(3, 40, (size,)).tolist(), 2] for size in (5, 9, 40, 90)]
    batch = one_batch(texts)
    encoder = Encoder(folder, calibration=batch, form=FORM)
    with torch.inference_mode():
        seen = encoder.tokens(batch)
        for number, text in enumerate(batch.texts):
            wanted = model(torch.tensor([texts[text]])).last_hidden_state[0]
            ours = seen[torch.from_numpy(batch.owners).flatten() == number]
            assert torch.cosine_similarity(ours, wanted).min() > 0.98


def test_a_difference_of_few_dimensions_is_kept_and_what_did_not_move_is_not(
    folder: Path, tmp_path: Path
) -> None:
    name, still = "encoder.layer.1.output.dense.weight", "encoder.layer.0.output.dense.weight"
    model = MPNetModel.from_pretrained(folder, add_pooling_layer=False).state_dict()
    moved = model[name] + 0.1 * torch.randn(48, 3) @ torch.randn(3, 96)
    trained = {
        name: moved,
        still: model[still],
        "points.weight": torch.randn(2, 48),
        "points.bias": torch.ones(2),
    }
    write_difference(trained, folder, tmp_path / "w.safetensors", rank=3)
    layers, (weight, bias) = trained_layers(folder, tmp_path / "w.safetensors")
    assert set(layers) == {name}
    assert (layers[name] - moved).norm() < 0.02 * (moved - model[name]).norm()
    assert weight.shape == (2, 48)
    assert torch.equal(bias, torch.ones(2))


def test_it_reads_and_says_that_it_is_the_larger_one(folder: Path, tmp_path: Path) -> None:
    vectors = MPNetModel.from_pretrained(folder, add_pooling_layer=False).eval()
    passage = "the pump is blue . it stands in the south hall ."
    places = {word: place for place, word in enumerate(WORDS)}
    asked = [0, *(places[word] for word in "where does it stand ?".split()), 2, 2]
    ids = [*asked, *(places[word] for word in passage.split()), 2]
    with torch.no_grad():
        hidden = vectors(torch.tensor([ids])).last_hidden_state[0]
    at = ids.index(places["south"])
    points = torch.stack([hidden[at], hidden[at]]) - hidden.mean(0)
    write_difference(
        {"points.weight": points, "points.bias": torch.zeros(2)}, folder, tmp_path / "w.safetensors"
    )
    (seen,) = LargerReader(folder, weights=tmp_path / "w.safetensors", form=FORM).read(
        "Where does it stand?", [passage]
    )
    span = seen.best()
    assert span is not None
    assert passage[span.start : span.end] == "south"
    assert span.larger


def test_what_training_writes_is_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.experts.text.reader.train._STILL", 1)
    rows = [
        Reading(
            id=f"{number}", task="made", language="en", question="where does it stand ?", passage=passage,
            start=passage.find(hall), end=passage.find(hall) + len(hall), group=str(number),
        )
        for number in range(60)
        for hall in (("south", "blue")[number % 2],)
        for passage in (f"the pump is in the {hall} hall . it stands .",)
    ]  # fmt: skip
    options = TrainOptions(epochs=8.0, rate=3e-3, larger=True)
    out = train(rows, rows[:4], encoder=folder, folder=tmp_path / "run", options=options)
    assert out.name == "large.safetensors"
    layers, (points, _) = trained_layers(folder, out)
    assert {name.split(".")[2] for name in layers} == {"1"}
    told = [
        float(text.split("validation loss ")[1].split()[0])
        for text in (
            (tmp_path / "run" / "log.txt").read_text(encoding="utf-8"),
            judged(out, rows[:4], encoder=folder, larger=True),
        )
    ]
    assert told[1] == pytest.approx(told[0], abs=0.02)
    later = Pointer(folder, larger=True)
    later.begin_at(out)
    assert torch.equal(later.points.weight, points)
    moved = "encoder.layer.1.output.dense.weight"
    assert torch.equal(later.encoder.state_dict()[moved], layers[moved])
    foreign = {"points.weight": points, "points.bias": torch.ones(2), "encoder.layer.7.bias": torch.ones(2)}
    write_weights(foreign, tmp_path / "other")
    with pytest.raises(ValueError, match="of another model"):
        later.begin_at(tmp_path / "other")
    (seen,) = LargerReader(folder, weights=out, form=FORM).read(rows[0].question, [rows[0].passage])
    span = seen.best()
    assert span is not None
    assert rows[0].passage[span.start : span.end] == "south"


def test_a_span_is_measured_by_the_best_of_its_own_reader() -> None:
    spans = {0: Span(0, 1, 9.0, larger=True), 1: Span(0, 1, 5.0, larger=True), 2: Span(0, 1, 2.0)}
    assert below_best(spans) == {0: 0.0, 1: -0.5, 2: 0.0}
