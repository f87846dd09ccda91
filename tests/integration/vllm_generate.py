"""Run by vLLM's own interpreter: greedy tokens and log-probabilities of prompts given as ids, as JSON.

Usage: python vllm_generate.py CHECKPOINT PROMPTS.json OUT.json eager|compile
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(checkpoint: str, prompts: str, out: str, mode: str) -> None:
    from vllm import LLM, SamplingParams

    asked = json.loads(Path(prompts).read_text())
    llm = LLM(
        model=checkpoint, dtype="float32", enforce_eager=mode == "eager",
        max_model_len=256, max_num_seqs=4, enable_prefix_caching=True, seed=0,
    )  # fmt: skip
    sampling = SamplingParams(max_tokens=12, temperature=0, logprobs=1, ignore_eos=True, detokenize=False)
    rounds = []
    alone = [llm.generate([{"prompt_token_ids": ids}], sampling, use_tqdm=False)[0] for ids in asked]
    batch = llm.generate([{"prompt_token_ids": ids} for ids in asked], sampling, use_tqdm=False)
    for outputs in (alone, batch):
        rounds.append(
            [
                {
                    "tokens": list(o.outputs[0].token_ids),
                    "logprobs": [
                        row[token].logprob
                        for row, token in zip(o.outputs[0].logprobs, o.outputs[0].token_ids, strict=True)
                    ],
                }
                for o in outputs
            ]
        )
    Path(out).write_text(json.dumps({"alone": rounds[0], "batch": rounds[1]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
