"""Judges what engines wrote: equal answers, tokens a second beside the plain LoRA. Knows no engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Any

Line = Mapping[str, Any]


def parity_lines(expected: Sequence[Line], answers: Iterable[Line]) -> list[dict[str, Any]]:
    """For each way of asking: whether tokens are equal, and how far log-probabilities differ until they part.

    Args:
        expected: ``tokens``, ``logprobs`` and ``leads`` (the first's lead over the second) for each prompt.
        answers: One line for each ``way``, with ``answers`` in the order of the prompts.
    """
    result = []
    for line in answers:
        differences, partings = [], []
        for number, (want, got) in enumerate(zip(expected, line["answers"], strict=True)):
            equal = _equal_tokens(want["tokens"], got["tokens"])
            pairs = zip(want["logprobs"][:equal], got["logprobs"][:equal], strict=True)
            differences += [abs(ours - theirs) for ours, theirs in pairs]
            if equal < len(want["tokens"]):
                partings.append({"prompt": number, "token": equal, "lead": want["leads"][equal]})
        result.append(
            {
                "way": line["way"],
                "prompts": len(expected),
                "tokens_equal": not partings,
                "tokens_compared": len(differences),
                "largest_logprob_difference": max(differences, default=None),
                "cached_tokens": line["cached_tokens"],
                "partings": partings,
                "device": line["device"],
                "vllm": line["vllm"],
            }
        )
    return result


def _equal_tokens(want: Sequence[int], got: Sequence[int]) -> int:
    """Number of leading tokens that are the same."""
    for place, (ours, theirs) in enumerate(zip(want, got, strict=True)):
        if ours != theirs:
            return place
    return len(want)


def rates(line: Line) -> dict[str, float]:
    """Tokens a second of one line, whole answers and without the prompts' step: median, slowest, fastest."""
    tokens = line["batch"] * line["new_tokens"]
    whole = [tokens / seconds for seconds in line["seconds"]]
    first = median(line["prefill_seconds"])
    later = [(tokens - line["batch"]) / max(seconds - first, 1e-9) for seconds in line["seconds"]]
    return {"median": median(whole), "slowest": min(whole), "fastest": max(whole), "decoding": median(later)}


def cost_table(lines: Iterable[Line]) -> str:
    """A row for each batch and arm: tokens a second and the share of the plain LoRA's and of the base's."""
    measured = {(line["batch"], line["arm"]): rates(line) for line in lines}
    rows = [
        "| batch | arm | tokens/s | slowest to fastest | decoding | of LoRA | of base |",
        "|" + " --- |" * 7,
    ]
    for (batch, arm), rate in sorted(measured.items()):
        shares = [
            f"{rate['median'] / measured[batch, other]['median']:.3f}" if (batch, other) in measured else "-"
            for other in ("lora", "base")
        ]
        spread = f"{rate['slowest']:.0f} to {rate['fastest']:.0f}"
        rows.append(
            f"| {batch} | {arm} | {rate['median']:.0f} | {spread} | {rate['decoding']:.0f} "
            f"| {shares[0]} | {shares[1]} |"
        )
    return "\n".join(rows)
