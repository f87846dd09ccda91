"""Train the French encoder: ``python -m retrieval.bilingual.train PAIRS… -o FOLDER --minutes 40``.

The packaged model's layers and new French word vectors are trained so that a French sentence comes to lie
where the packaged model puts its English side (cosine, and the right one of the batch: InfoNCE); every
fourth batch English sentences are kept where they were. English word vectors stay as they are. A checkpoint
is written every five minutes; the same command goes on from it. The learning rate falls with the minutes.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from retrieval.bilingual.encoder import WORDS, with_pieces
from retrieval.bilingual.pairs import Pair, joined, read_pairs
from retrieval.bilingual.vocabulary import first_vectors, french_pieces
from retrieval.embed import PackagedEmbedder, packaged_folder
from retrieval.packing import of_like_length
from retrieval.weights_file import write_weights

_LONGEST = 128
_TOKENS = 4096
"""Of a batch."""
_MOST = 256
"""Pairs of a batch."""
_EVERY = 300.0
_HELD = 50
"""One document of so many is held out."""
_SHARPNESS = 20.0
_NEARNESS = 4.0
_CHOICE = 0.5
_JOINED = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How long, how fast.

    Attributes:
        minutes: Of training.
        rate, piece_rate: Highest learning rates of the layers and of the new word vectors.
        least: Share of the rate that the first and the last step have.
    """

    minutes: float = 40.0
    rate: float = 2e-4
    piece_rate: float = 1e-3
    least: float = 0.02
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """Token ids of both sides, and [N, 384] where the French one should come to lie."""

    french: list[list[int]]
    english: list[list[int]]
    wanted: Tensor


class Student(nn.Module):
    """The packaged encoder with further word vectors behind its own, which stay."""

    def __init__(self, folder: Path, pieces: Tensor) -> None:
        super().__init__()
        from transformers import BertModel

        self.encoder = BertModel.from_pretrained(
            str(folder), add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        self.encoder.embeddings.requires_grad_(False)
        self.pieces = nn.Parameter(pieces)

    def forward(self, texts: Sequence[Sequence[int]]) -> Tensor:
        """[N] token ids -> [N, 384] of length 1."""
        width = max(len(ids) for ids in texts)
        ids = torch.zeros(len(texts), width, dtype=torch.long)
        mask = torch.zeros(len(texts), width)
        for place, text in enumerate(texts):
            ids[place, : len(text)] = torch.tensor(text)
            mask[place, : len(text)] = 1
        own = self.encoder.embeddings.word_embeddings
        further = functional.embedding((ids - own.num_embeddings).clamp(min=0), self.pieces)
        words = torch.where(
            (ids >= own.num_embeddings)[..., None], further, own(ids.clamp(max=own.num_embeddings - 1))
        )
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        pooled: Tensor = functional.normalize((hidden.float() * mask[..., None]).sum(1), dim=1)
        return pooled


def loss_of(student: Student, rows: Rows, batch: Sequence[int], *, with_english: bool) -> Tensor:
    """How far the French sides are from where they should be, and from being told from one another."""
    wanted = rows.wanted[list(batch)].float()
    found = student([rows.french[place] for place in batch])
    chosen = functional.cross_entropy(_SHARPNESS * found @ wanted.T, torch.arange(len(batch)))
    loss: Tensor = _CHOICE * chosen + _NEARNESS * (1 - (found * wanted).sum(1)).mean()
    if with_english:
        half = list(batch)[::2]
        kept = student([rows.english[place] for place in half])
        loss = loss + _NEARNESS * (1 - (kept * rows.wanted[half].float()).sum(1)).mean()
    return loss


def found_again(student: Student, rows: Rows) -> float:
    """Share of held-out French sides whose nearest English side is their own."""
    with torch.no_grad():
        found = torch.cat([student(rows.french[at : at + 64]) for at in range(0, len(rows.french), 64)])
    return float(((found @ rows.wanted.float().T).argmax(1) == torch.arange(len(found))).float().mean())


def train(
    student: Student, rows: Rows, held: Rows, recipe: Recipe, folder: Path, told: Any = sys.stdout
) -> None:
    """Trains until the minutes are over, those of earlier runs counted; goes on from a checkpoint."""
    layers = [p for n, p in student.named_parameters() if p.requires_grad and n != "pieces"]
    optimizer = torch.optim.AdamW(
        [
            {"params": layers, "lr": recipe.rate},
            {"params": [student.pieces], "lr": recipe.piece_rate, "weight_decay": 0.0},
        ],
        weight_decay=0.01,
    )
    highest = [group["lr"] for group in optimizer.param_groups]
    kept = folder / "checkpoint.pt"
    step, spent = 0, 0.0
    if kept.is_file():
        state = torch.load(kept, weights_only=True)
        student.load_state_dict(state["student"])
        optimizer.load_state_dict(state["optimizer"])
        step, spent = int(state["step"]), float(state["spent"])
    lengths = [len(ids) for ids in rows.french]
    plan: list[list[int]] = []
    turn = saved = time.monotonic()
    while spent < 60 * recipe.minutes:
        order = random.Random(recipe.seed + step)
        plan = plan or of_like_length(lengths, order, tokens=_TOKENS, most=_MOST)
        part = spent / (60 * recipe.minutes)
        for group, top in zip(optimizer.param_groups, highest, strict=True):
            group["lr"] = top * min(1.0, (step + 1) / 100) * max(recipe.least, min(1.0, (1 - part) / 0.7))
        loss = loss_of(student, rows, plan.pop(), with_english=step % 4 == 0)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        now = time.monotonic()
        spent, turn = spent + now - turn, now
        if now - saved > _EVERY:
            state = {"student": student.state_dict(), "optimizer": optimizer.state_dict()}
            torch.save({**state, "step": step, "spent": spent}, kept.with_suffix(".part"))
            kept.with_suffix(".part").replace(kept)
            right = found_again(student, held)
            told.write(f"step {step}, loss {float(loss.detach()):.3f}, found again {right:.3f}\n")
            told.flush()
            saved = turn = time.monotonic()
    told.write(f"step {step}, found again {found_again(student, held):.3f} of {len(held.french)}\n")


def rows_of(pairs: Sequence[Pair], *, french: Any, english: Any, teacher: PackagedEmbedder) -> Rows:
    """Both sides as tokens, with the teacher's vectors of the English ones in half precision."""
    said = [pair.english for pair in pairs]
    return Rows(
        [item.ids for item in french.encode_batch([pair.french for pair in pairs])],
        [item.ids for item in english.encode_batch(said)],
        torch.from_numpy(teacher.encode(said)).half(),
    )


def main() -> int:
    """Reads pairs, makes pieces, trains, writes ``weights.safetensors`` and ``pieces.txt``."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pairs", type=Path, nargs="+", help="files or folders: .po, .ts, .jsonl")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=40.0)
    given = parser.parse_args()
    folder = packaged_folder()
    if folder is None:
        parser.error("all-MiniLM-L6-v2 is not installed")
    pairs = read_pairs(given.pairs)
    documents = sorted({pair.document for pair in pairs})
    kept_apart = set(random.Random(0).sample(documents, len(documents) // _HELD))
    shown = [pair for pair in pairs if pair.document not in kept_apart]
    held = [pair for pair in pairs if pair.document in kept_apart]
    shown += list(joined(shown, share=_JOINED))
    given.out.mkdir(parents=True, exist_ok=True)
    plain = with_pieces(folder, ())
    plain.enable_truncation(_LONGEST)
    pieces = french_pieces([pair.french for pair in shown], set(plain.get_vocab()))
    (given.out / "pieces.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    french = with_pieces(folder, pieces)
    french.enable_truncation(_LONGEST)
    teacher = PackagedEmbedder(folder)
    rows, tests = (rows_of(p, french=french, english=plain, teacher=teacher) for p in (shown, held))
    sys.stdout.write(f"{len(shown)} pairs, {len(held)} held out, {len(pieces)} pieces\n")
    torch.manual_seed(0)
    student = Student(folder, torch.zeros(len(pieces), 384))
    words = student.encoder.embeddings.word_embeddings.weight.detach()
    student.pieces.data = first_vectors(
        pieces, tokenizer=plain, words=words, french=rows.french, english=rows.english
    )
    train(student, rows, tests, Recipe(minutes=given.minutes), given.out)
    layers = {name: t for name, t in student.encoder.state_dict().items() if "embeddings" not in name}
    write_weights({**layers, WORDS: student.pieces.detach()}, given.out / "weights.safetensors")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
