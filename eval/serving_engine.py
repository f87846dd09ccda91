"""One vLLM engine in a process of its own: answers given prompts, or times them. Knows no verdict.

python -m eval.serving_engine ORDER.json OUT.jsonl: run by ``eval.serving_cost`` where vLLM is.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.serving_profile import kernel_shares, newest_trace

PROFILED_TOKENS = 9
"""The prompts' step and eight of decoding."""

Prompt = list[int]


def main(order_file: str, out: str) -> None:
    """Starts the engine that the order describes and writes each result as a line as soon as it is there."""
    from vllm import LLM

    order = json.loads(Path(order_file).read_text(encoding="utf-8"))
    began = time.perf_counter()
    engine = LLM(**order["engine"])
    started = time.perf_counter() - began
    request = _lora_request(order["lora"])
    work = {"answer": _answers, "time": _times, "profile": _profiles}[order["task"]]
    for line in work(engine, order, request):
        with Path(out).open("a", encoding="utf-8") as file:
            described = {**order["label"], **_machine(), "start_seconds": round(started, 1)}
            file.write(json.dumps({**described, **line}) + "\n")


def _answers(engine: Any, order: Mapping[str, Any], request: Any) -> list[dict[str, Any]]:
    """Tokens and log-probabilities of each prompt alone, of all in a batch, and of that from the cache."""
    prompts = order["prompts"]
    sampling = _sampling(order["new_tokens"], logprobs=1)
    alone = [_generate(engine, [ids], sampling, request)[0] for ids in prompts]
    engine.reset_prefix_cache()
    batch = _generate(engine, prompts, sampling, request)
    again = _generate(engine, prompts, sampling, request)
    ways = {"alone": alone, "batch": batch, "cached_batch": again}
    return [
        {
            "way": way,
            "cached_tokens": sum(output.num_cached_tokens or 0 for output in outputs),
            "answers": [_answer(output) for output in outputs],
        }
        for way, outputs in ways.items()
    ]


def _answer(output: Any) -> dict[str, Any]:
    completion = output.outputs[0]
    rows = zip(completion.logprobs, completion.token_ids, strict=True)
    return {
        "tokens": list(completion.token_ids),
        "logprobs": [row[token].logprob for row, token in rows],
    }


def _times(engine: Any, order: Mapping[str, Any], request: Any) -> Any:
    """Seconds of whole answers and of first tokens alone, by batch; yields a line for each batch."""
    new = order["new_tokens"]
    for batch in order["batches"]:
        prompts = order["prompts"][:batch]
        whole, first = _sampling(new), _sampling(1)
        for sampling in (whole, first):
            _generate(engine, prompts, sampling, request)
        seconds, prefills = [], []
        for _ in range(order["repetitions"]):
            prefills.append(_seconds(engine, prompts, first, request))
            seconds.append(_seconds(engine, prompts, whole, request))
        yield {"batch": batch, "new_tokens": new, "seconds": seconds, "prefill_seconds": prefills}


def _profiles(engine: Any, order: Mapping[str, Any], request: Any) -> Any:
    """The kernels that take the time of a short answer, by batch; yields a line for each batch."""
    folder = Path(order["engine"]["profiler_config"]["torch_profiler_dir"])
    sampling = _sampling(PROFILED_TOKENS)
    for batch in order["batches"]:
        prompts = order["prompts"][:batch]
        _generate(engine, prompts, sampling, request)
        engine.start_profile()
        _generate(engine, prompts, sampling, request)
        engine.stop_profile()
        trace = newest_trace(folder)
        yield {"batch": batch, "kernels": kernel_shares(trace) if trace else None}


def _seconds(engine: Any, prompts: Sequence[Prompt], sampling: Any, request: Any) -> float:
    began = time.perf_counter()
    outputs = _generate(engine, prompts, sampling, request)
    taken = time.perf_counter() - began
    if any(len(output.outputs[0].token_ids) != sampling.max_tokens for output in outputs):
        raise RuntimeError("an answer has not the length that was asked for")
    return round(taken, 5)


def _generate(engine: Any, prompts: Sequence[Prompt], sampling: Any, request: Any) -> list[Any]:
    asked = [{"prompt_token_ids": ids} for ids in prompts]
    outputs: list[Any] = engine.generate(asked, sampling, use_tqdm=False, lora_request=request)
    return outputs


def _sampling(new_tokens: int, *, logprobs: int | None = None) -> Any:
    from vllm import SamplingParams

    return SamplingParams(
        max_tokens=new_tokens, temperature=0, logprobs=logprobs, ignore_eos=True, detokenize=False
    )


def _lora_request(folder: str | None) -> Any:
    if folder is None:
        return None
    from vllm.lora.request import LoRARequest

    return LoRARequest("plain", 1, folder)


def _machine() -> dict[str, str]:
    import torch
    import vllm

    gpu = torch.cuda.is_available()
    return {
        "device": torch.cuda.get_device_name() if gpu else "cpu",
        "vllm": vllm.__version__,
        "torch": torch.__version__,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
