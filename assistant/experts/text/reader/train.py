"""Train the reader: all-MiniLM-L6-v2 with a layer that points to an answer's first and last token.

``python -m assistant.experts.text.reader.train --qa-data DIR -o FOLDER``; with ``--validate`` in the place of
``-o FOLDER`` it prints what the weights that ship (or those of ``--start``) are worth.

The first token stands for "not answered here" (as for SQuAD 2.0: Devlin et al. 2019, arXiv 1810.04805). Loss
is the mean cross-entropy of first and last token. The embeddings stay as they are, so that the file need not
hold them. ``--larger FOLDER`` trains the upper layers of all-mpnet-base-v2 on English examples (``large``;
a rate of 4e-5 suits it). Without dropout: one pass over the examples, and a third less time on a processor. A
checkpoint is written every ten minutes; the same command goes on from it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.experts.text.reader.examples import Reading, generated, with_negatives
from assistant.experts.text.reader.large import LARGE, trained_layers, write_difference
from assistant.experts.text.reader.read import ACROSS, WEIGHTS
from assistant.experts.text.reader.sets import GENERATED, further, rows_of
from assistant.experts.text.reader.translated import SAID, forms, read
from moe_adapters.base_model import best_dtype
from moe_adapters.recipes.plant.documents import document_example
from retrieval.bilingual.encoder import WORDS, french_parts, with_pieces
from retrieval.embed import PackagedEmbedder, packaged_folder
from retrieval.packing import WIDTHS, of_like_length
from retrieval.weights_file import read_weights, write_weights

_LONGEST = WIDTHS[-1]
_NEGATIVES = 0.35
_TOKENS = 4096
"""Of a batch."""
_VALIDATED = 300
_KEPT = 0.4
"""Of the English examples, where others are translated."""
_EVERY = 600.0
_WARM = 0.05
_STILL = 4
"""Layers of the larger model that are not trained."""

Item = tuple[list[int], int, int]
"""Token ids of question and passage, and the places of the answer's first and last token; 0, 0 is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainOptions:
    """How long, how fast, from where.

    Attributes:
        epochs: Of the examples; a part of one where it is below 1.
        rate: Highest learning rate, after the warm-up.
        start: Weights of an earlier run, as ``train`` wrote them, to go on from.
        french: Over the French encoder, for French questions.
        larger: Over all-mpnet-base-v2.
    """

    epochs: float = 1.0
    rate: float = 1.5e-4
    start: Path | None = None
    french: bool = False
    larger: bool = False
    seed: int = 0


class Pointer(nn.Module):
    """The encoder with a first-and-last-token layer.

    Args:
        french: Begins with the French encoder and its word vectors.
        larger: The folder is that of all-mpnet-base-v2, whose lower layers stay as they are.
    """

    def __init__(self, folder: Path, *, french: bool = False, larger: bool = False) -> None:
        super().__init__()
        from transformers import BertModel, MPNetModel

        self._folder, self._larger = folder, larger

        self.encoder = (MPNetModel if larger else BertModel).from_pretrained(
            str(folder), add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        if larger:
            self.encoder.encoder.relative_attention_bias.requires_grad_(False)
            for layer in self.encoder.encoder.layer[:_STILL]:
                layer.requires_grad_(False)
        if french:
            _, tensors = french_parts(folder)
            self.encoder.embeddings.word_embeddings = nn.Embedding.from_pretrained(tensors.pop(WORDS))  # type: ignore[no-untyped-call]
            self.encoder.load_state_dict(tensors, strict=False)
        self.points = nn.Linear(self.encoder.config.hidden_size, 2)
        self.encoder.embeddings.requires_grad_(False)

    def begin_at(self, weights: Path) -> None:
        """Takes the weights of an earlier run, as ``train`` wrote them."""
        if self._larger:
            layers, (weight, bias) = trained_layers(self._folder, weights)
            kept = {f"encoder.{name}": tensor for name, tensor in layers.items()}
            kept |= {"points.weight": weight, "points.bias": bias}
        else:
            kept = read_weights(weights)
        unknown = self.load_state_dict(kept, strict=False).unexpected_keys
        if unknown:
            raise ValueError(f"{weights.name} holds weights of another model: {', '.join(unknown[:3])}")

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """[N, T] ids and mask -> [N, T, 2] logits, minus infinity at padding."""
        logits: Tensor = self.points(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return logits.masked_fill(~mask.bool()[:, :, None], float("-inf"))


def across(rows: Sequence[Reading], said: Path, *, seed: int) -> list[Reading]:
    """Readings for two languages: what was translated, crossed documents, and of the English ones a part."""
    kept = [row for row in rows if row.language == "fr" or random.Random(row.id).random() < _KEPT]
    crossed = (
        document_example(index, seed=seed + 1, split="train", crossed=True)
        for index in range(GENERATED["train"])
    )
    return [*kept, *generated(crossed), *forms(read(said), seed=seed)]


def encoded(tokenizer: Any, row: Reading) -> Item | None:
    """A reading as tokens; None where the answer is cut off."""
    pair = tokenizer.encode(row.question, row.passage)
    ids = list(pair.ids[:_LONGEST])
    if row.start < 0:
        return ids, 0, 0
    inside = [
        place
        for place, (kind, (low, high)) in enumerate(zip(pair.sequence_ids, pair.offsets, strict=True))
        if kind == 1 and low < row.end and high > row.start and high > low
    ]
    return (ids, inside[0], inside[-1]) if inside and inside[-1] < _LONGEST - 1 else None


def collated(items: Sequence[Item]) -> tuple[Tensor, Tensor, Tensor]:
    """[N, T] ids, [N, T] mask, [N, 2] first and last."""
    width = max(len(ids) for ids, _, _ in items)
    ids = torch.zeros(len(items), width, dtype=torch.long)
    mask = torch.zeros(len(items), width, dtype=torch.long)
    for place, (text, _, _) in enumerate(items):
        ids[place, : len(text)] = torch.tensor(text)
        mask[place, : len(text)] = 1
    return ids, mask, torch.tensor([[first, last] for _, first, last in items])


def loss_of(logits: Tensor, wanted: Tensor) -> Tensor:
    """Mean cross-entropy of [N, T, 2] logits and [N, 2] places."""
    return functional.cross_entropy(logits.transpose(1, 2).flatten(0, 1), wanted.flatten())


class Trainer:
    """AdamW with warm-up and linear decay over a plan that the seed decides."""

    def __init__(self, model: Pointer, items: Sequence[Item], options: TrainOptions, folder: Path) -> None:
        self._model, self._items, self._options = model, items, options
        self._weights = [weight for weight in model.parameters() if weight.requires_grad]
        self._optimizer = torch.optim.AdamW(self._weights, lr=options.rate, weight_decay=0.01)
        epochs = range(-(-int(options.epochs * 1000) // 1000) or 1)
        lengths = [len(ids) for ids, _, _ in items]
        orders = (random.Random(f"{options.seed}:{epoch}") for epoch in epochs)
        whole = [b for order in orders for b in of_like_length(lengths, order, tokens=_TOKENS)]
        self.plan = whole[: max(1, round(len(whole) * options.epochs / len(epochs)))]
        self.step = 0
        if options.start is not None:
            model.begin_at(options.start)
        self._kept = folder / "checkpoint.pt"
        if self._kept.is_file():
            state = torch.load(self._kept, weights_only=True)
            model.load_state_dict(state["model"])
            self._optimizer.load_state_dict(state["optimizer"])
            self.step = int(state["step"])

    def advance(self) -> float:
        """One batch; its loss."""
        ids, mask, wanted = collated([self._items[i] for i in self.plan[self.step]])
        with torch.autocast("cpu", torch.bfloat16, enabled=best_dtype() is torch.bfloat16):
            logits = self._model(ids, mask)
        loss = loss_of(logits.float(), wanted)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._weights, 1.0)
        steps = len(self.plan)
        warm = max(1, int(_WARM * steps))
        part = min(1.0, (self.step + 1) / warm, (steps - self.step) / (steps - warm + 1))
        for group in self._optimizer.param_groups:
            group["lr"] = self._options.rate * part
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        self.step += 1
        return float(loss.detach())

    def save(self) -> None:
        """Writes the checkpoint whole, then gives it its name."""
        part = self._kept.with_suffix(".part")
        state = {
            "model": self._model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "step": self.step,
        }
        torch.save(state, part)
        part.replace(self._kept)


def validated(model: Pointer, tests: Sequence[tuple[Reading, Item]]) -> str:
    """Loss over readings, and by task the share whose best span touches the answer, or rightly is none."""
    right: dict[str, list[bool]] = {}
    total = 0.0
    model.eval()
    with torch.no_grad():
        for row, (text, first, last) in tests:
            ids, mask, wanted = collated([(text, first, last)])
            logits = model(ids, mask)
            total += float(loss_of(logits, wanted))
            begin, end = (int(logits[0, :, side].argmax()) for side in (0, 1))
            hit = begin <= last and end >= first and (begin > 0) == (first > 0)
            right.setdefault(row.task, []).append(hit)
    model.train()
    shares = " ".join(f"{task} {np.mean(hits):.2f}/{len(hits)}" for task, hits in sorted(right.items()))
    return f"validation loss {total / max(1, len(tests)):.3f} {shares}"


def judged(
    weights: Path, tests: Sequence[Reading], *, encoder: Path, french: bool = False, larger: bool = False
) -> str:
    """What weights that were trained before are worth, see ``validated``."""
    model = Pointer(encoder, french=french, larger=larger)
    model.begin_at(weights)
    tokenizer = _tokenizer(encoder, french=french)
    return validated(model, [(row, item) for row in tests if (item := encoded(tokenizer, row)) is not None])


def _tokenizer(encoder: Path, *, french: bool) -> Any:
    return french_parts(encoder)[0] if french else with_pieces(encoder, ())


def train(
    rows: Sequence[Reading], tests: Sequence[Reading], *, encoder: Path, folder: Path, options: TrainOptions
) -> Path:
    """Trains on the rows and gives the file of weights; the log is ``log.txt`` in the folder."""
    torch.manual_seed(options.seed)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer(encoder, french=options.french)
    items = [item for row in rows if (item := encoded(tokenizer, row)) is not None]
    held = [(row, item) for row in tests if (item := encoded(tokenizer, row)) is not None]
    model = Pointer(encoder, french=options.french, larger=options.larger)
    trainer = Trainer(model, items, options, folder)
    losses: list[float] = []
    with (folder / "log.txt").open("a", encoding="utf-8") as log:

        def tell(text: str) -> None:
            log.write(f"{trainer.step}/{len(trainer.plan)} {text}\n")
            log.flush()

        counts = Counter(f"{row.task}{'' if row.start >= 0 else ' unanswered'}" for row in rows)
        tell(f"{len(items)} examples, {sum(len(ids) for ids, _, _ in items)} tokens: {json.dumps(counts)}")
        model.train()
        written = time.monotonic()
        while trainer.step < len(trainer.plan):
            losses.append(trainer.advance())
            if trainer.step % 100 == 0:
                tell(f"loss {np.mean(losses[-100:]):.3f}")
            if time.monotonic() - written > _EVERY:
                trainer.save()
                tell(validated(model, held))
                written = time.monotonic()
        tell(validated(model, held))
    kept = {name: tensor for name, tensor in model.state_dict().items() if "embeddings" not in name}
    out = folder / (LARGE.name if options.larger else WEIGHTS.name)
    if options.larger:
        write_difference({name.removeprefix("encoder."): t for name, t in kept.items()}, encoder, out)
    else:
        write_weights(kept, out)
    return out


def main() -> int:
    """Reads the sets, adds negatives, trains."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--qa-data", type=Path, required=True, help="folder of the question sets")
    parser.add_argument("--made", type=Path, help="questions that made_questions wrote")
    parser.add_argument("--also", type=Path, nargs="+", default=(), help="more questions, in SQuAD's form")
    aim = parser.add_mutually_exclusive_group(required=True)
    aim.add_argument("-o", "--out", type=Path, help="folder for weights, log, checkpoint")
    aim.add_argument("--validate", action="store_true", help="train nothing, print the share that is right")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--french", action="store_true", help="over the French encoder")
    parser.add_argument("--translated", type=Path, help="what translated wrote; goes with --french")
    parser.add_argument("--larger", type=Path, help="folder of all-mpnet-base-v2, to train the larger reader")
    parser.add_argument("--epochs", type=float, default=1.0)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    if given.larger and given.french:
        parser.error("--larger does not go with --french")
    if given.translated and not given.french:
        parser.error("--translated goes with --french")
    encoder = packaged_folder()
    if encoder is None:
        parser.error("all-MiniLM-L6-v2 is not installed")
    tests = rows_of(given.qa_data, "validation", seed=given.seed)
    tests += [row for path in given.also for row in further(path, "validation", seed=given.seed)]
    random.Random(given.seed).shuffle(tests)
    larger = given.larger is not None
    if larger:
        tests = [row for row in tests if row.language == "en"]
    if given.validate:
        weights = given.start or (ACROSS if given.french else LARGE if larger else WEIGHTS)
        told = judged(weights, tests, encoder=given.larger or encoder, french=given.french, larger=larger)
        sys.stdout.write(f"{told}\n")
        return 0
    rows = rows_of(given.qa_data, "train", seed=given.seed, made=given.made)
    rows += [row for path in given.also for row in further(path, "train", seed=given.seed)]
    if given.translated:
        rows = across(rows, given.translated, seed=given.seed)
    embed = PackagedEmbedder(encoder).encode
    rows += with_negatives(rows, embed=embed, share=_NEGATIVES, seed=given.seed)
    rows += [row for row in rows if row.language == "fr" and not row.task.endswith(SAID)]
    if larger:
        rows = [row for row in rows if row.language == "en"]
    options = TrainOptions(
        epochs=given.epochs, rate=given.rate, start=given.start, french=given.french,
        larger=larger, seed=given.seed,
    )  # fmt: skip
    out = train(rows, tests[:_VALIDATED], encoder=given.larger or encoder, folder=given.out, options=options)
    sys.stdout.write(f"{out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
