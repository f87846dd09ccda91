"""What a mixture costs in vLLM beside a plain LoRA of equal size, and whether it answers as in Transformers.

python -m eval.serving_cost parity --model FOLDER --work FOLDER --out LINES.jsonl [...]
python -m eval.serving_cost cost|profile --model FOLDER | --shape qwen3-4b --work FOLDER --out LINES.jsonl

Each engine is a process of its own with a time limit; results are written line by line. Needs torch,
transformers and peft, and vLLM in the interpreter that ``--python`` names. Knows no scores.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.serving_folders import SHAPES, Experts, write_lora, write_shape
from eval.serving_verdict import cost_table, parity_lines
from moe_adapters.serving import METHOD
from moe_adapters.shipped import PLANT_ADAPTER

ARMS = ("mixture", "lora", "base")
GROUP = "vllm.general_plugins"

ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "VLLM_NO_USAGE_STATS": "1",
    "VLLM_USE_FLASHINFER_SAMPLER": "0",
    "VLLM_USE_DEEP_GEMM": "0",
    "VLLM_FLOAT32_MATMUL_PRECISION": "highest",
    "VLLM_CPU_KVCACHE_SPACE": "1",
    "VLLM_HOST_IP": "127.0.0.1",
    "GLOO_SOCKET_IFNAME": "lo",
    "NCCL_SOCKET_IFNAME": "lo",
}
"""What each engine runs under, unless the caller's environment says otherwise."""

EXACT = {"TRITON_F32_DEFAULT": "ieee"}
"""Products of float32 in Triton's attention are TF32 by default."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the parity or the cost; 1 if an engine failed or an answer differs."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.model is None and (options.what == "parity" or options.shape is None):
        parser.error("--model is needed; only the cost can be taken of a --shape instead")
    options.work.mkdir(parents=True, exist_ok=True)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    return _parity(options) if options.what == "parity" else _cost(options)


def _parity(options: argparse.Namespace) -> int:
    from eval.serving_reference import mixture_checkpoint, plant_prompts, reference_answers

    folder, model, tokenizer = mixture_checkpoint(
        options.model, adapter=options.adapter, folder=options.work / "mixture-float32", dtype="float32"
    )
    prompts = _read_prompts(options.prompts) or plant_prompts(tokenizer)
    expected = reference_answers(model, prompts, new_tokens=options.new_tokens)
    name = f"parity-{options.attention or 'default'}"
    order = {
        "task": "answer", "lora": None, "prompts": prompts, "new_tokens": options.new_tokens,
        "label": {"kind": "answers", "run": name},
        "engine": _engine(
            options, folder, "float32", prompts, sizes=[1, 2, 4, len(prompts)], enable_prefix_caching=True
        ),
    }  # fmt: skip
    answers = _run(order, options, name=name, environment=EXACT)
    lines = parity_lines(expected, answers)
    for line in lines:
        _write(options.out, {"kind": "parity", "run": name, **line})
    return 0 if lines and all(line["tokens_equal"] for line in lines) else 1


def _cost(options: argparse.Namespace) -> int:
    batches = sorted(options.batches)
    drawn = random.Random(0)
    prompts = [
        [drawn.randrange(100, options.vocabulary) for _ in range(options.prompt_tokens)]
        for _ in range(batches[-1])
    ]
    lines = []
    for arm in options.arms:
        folder, lora, extra = _arm(arm, options)
        name = f"{options.shape or 'model'}-{arm}"
        if options.what == "profile":
            name += "-profile"
            extra["profiler_config"] = _profiler(options.work / f"{name}-trace")
        order = {
            "task": {"cost": "time"}.get(options.what, options.what),
            "lora": lora, "prompts": prompts, "new_tokens": options.new_tokens,
            "batches": batches, "repetitions": options.repetitions,
            "label": {"kind": options.what, "of": options.shape or "model", "arm": arm},
            "engine": _engine(
                options, folder, options.dtype, prompts, sizes=batches, enable_prefix_caching=False, **extra
            ),
        }  # fmt: skip
        lines += _run(order, options, name=name)
        _say(cost_table(lines) if options.what == "cost" else "")
    return 0 if {line["arm"] for line in lines} == set(options.arms) else 1


def _profiler(folder: Path) -> dict[str, Any]:
    return {
        "profiler": "torch",
        "torch_profiler_dir": str(folder.resolve()),
        "torch_profiler_with_stack": False,
        "torch_profiler_dump_cuda_time_total": False,
    }


def _arm(arm: str, options: argparse.Namespace) -> tuple[Path, str | None, dict[str, Any]]:
    """Folder to serve, LoRA to put on it, and further settings of the engine."""
    experts = Experts(num=options.experts, rank=options.rank)
    extra: dict[str, Any] = {}
    if options.shape:
        shape: Mapping[str, Any] = SHAPES[options.shape]
        folder = options.work / f"{options.shape}-{'mixture' if arm == 'mixture' else 'base'}"
        write_shape(folder, shape=shape, experts=experts if arm == "mixture" else None)
        extra["load_format"] = "dummy"
    else:
        shape = json.loads((options.model / "config.json").read_text(encoding="utf-8"))
        folder = options.model
        if arm == "mixture":
            from eval.serving_reference import mixture_checkpoint

            folder = options.work / f"mixture-{options.dtype}"
            mixture_checkpoint(options.model, adapter=options.adapter, folder=folder, dtype=options.dtype)
    if arm != "lora":
        return folder, None, extra
    lora = write_lora(options.work / f"{options.shape or 'model'}-lora", shape=shape, rank=experts.wide)
    extra |= {"enable_lora": True, "max_lora_rank": experts.wide, "max_loras": 1}
    return folder, str(lora), extra


def _engine(
    options: argparse.Namespace,
    folder: Path,
    dtype: str,
    prompts: Sequence[Sequence[int]],
    *,
    sizes: Sequence[int],
    **extra: Any,
) -> dict[str, Any]:
    """Arguments of vLLM's ``LLM``: all prompts in one step, graphs for the batches used and no others."""
    longest = max(map(len, prompts))
    settings: dict[str, Any] = {
        "model": str(folder),
        "dtype": dtype,
        "skip_tokenizer_init": True,
        "max_model_len": -(-(longest + options.new_tokens + 1) // 64) * 64,
        "max_num_seqs": len(prompts),
        "max_num_batched_tokens": max(2048, sum(map(len, prompts))),
        "enforce_eager": options.eager,
        "seed": 0,
        **extra,
    }
    if not options.cpu:
        settings["gpu_memory_utilization"] = options.memory
    if not options.eager:
        settings["compilation_config"] = {"cudagraph_capture_sizes": sorted(set(sizes))}
    if options.attention:
        settings["attention_backend"] = options.attention
    return settings


def _run(
    order: Mapping[str, Any],
    options: argparse.Namespace,
    *,
    name: str,
    environment: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """Runs one engine under the time limit; the lines it wrote, also where it was stopped or failed."""
    asked = options.work / f"{name}.order.json"
    asked.write_text(json.dumps(order), encoding="utf-8")
    out = options.work / f"{name}.jsonl"
    out.unlink(missing_ok=True)
    log = options.out.with_name(f"{options.out.stem}-{name}.log")
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(  # noqa: S603 - the interpreter that the caller names
            [options.python, "-m", "eval.serving_engine", str(asked), str(out)],
            stdout=said, stderr=subprocess.STDOUT, start_new_session=True,
            env={**ENVIRONMENT, **(environment or {}), **os.environ, "PYTHONPATH": _path(options.work)},
        )  # fmt: skip
        try:
            code: int | str = process.wait(timeout=options.limit)
        except subprocess.TimeoutExpired:
            code = f"stopped after {options.limit} s"
        finally:
            _end(process)
    lines = (
        [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] if out.is_file() else []
    )
    for line in lines:
        _write(options.out, line, quiet=line["kind"] == "answers")
    if code != 0:
        _write(options.out, {"kind": "failed", "run": name, "code": code})
        _say(log.read_text(encoding="utf-8", errors="replace")[-4000:])
    return lines


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the engine and the processes that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _path(work: Path) -> str:
    """``PYTHONPATH`` with this repository and the plugin's entry point: it need not be installed."""
    folder = work / "plugin" / "moe_adapters_plugin-0.dist-info"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: moe-adapters-plugin\nVersion: 0\n", encoding="utf-8"
    )
    (folder / "entry_points.txt").write_text(
        f"[{GROUP}]\n{METHOD} = moe_adapters.serving:register\n", encoding="utf-8"
    )
    repository = Path(__file__).resolve().parents[1]
    before = os.environ.get("PYTHONPATH")
    return os.pathsep.join([str(repository), str(folder.parent), *([before] if before else [])])


def _read_prompts(file: Path | None) -> list[list[int]]:
    return json.loads(file.read_text(encoding="utf-8")) if file else []


def _write(out: Path, line: Mapping[str, Any], *, quiet: bool = False) -> None:
    with out.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    if not quiet:
        _say(json.dumps(line))


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.serving_cost", description=__doc__)
    parser.add_argument("what", choices=("parity", "cost", "profile"))
    parser.add_argument("--model", type=Path, help="folder of the base model")
    parser.add_argument("--shape", choices=sorted(SHAPES), help="random weights of this shape instead")
    parser.add_argument("--adapter", type=Path, default=PLANT_ADAPTER, help="folder of the mixture")
    parser.add_argument("--work", type=Path, required=True, help="folder for what is written in between")
    parser.add_argument("--out", type=Path, required=True, help="lines are added to this file")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has vLLM")
    parser.add_argument("--arms", nargs="+", choices=ARMS, default=list(ARMS))
    parser.add_argument("--batches", nargs="+", type=int, default=[1, 16, 128])
    parser.add_argument("--prompt-tokens", type=int, default=256)
    parser.add_argument("--new-tokens", type=int, default=128)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--vocabulary", type=int, default=49_000, help="prompts are drawn below this id")
    parser.add_argument("--experts", type=int, default=4)
    parser.add_argument(
        "--rank", type=int, default=8, help="of one expert; the plain LoRA has experts times it"
    )
    parser.add_argument("--dtype", default="bfloat16", help="of the cost; parity is float32")
    parser.add_argument("--attention", help="vLLM's attention backend; its own choice by default")
    parser.add_argument("--memory", type=float, default=0.3, help="share of the GPU's memory")
    parser.add_argument("--limit", type=float, default=240, help="seconds for one engine")
    parser.add_argument(
        "--prompts", type=Path, help="parity: lists of token ids as JSON, instead of plant questions"
    )
    parser.add_argument("--eager", action="store_true", help="no compilation and no CUDA graphs")
    parser.add_argument("--cpu", action="store_true", help="vLLM is the build for CPUs")
    return parser


if __name__ == "__main__":
    sys.exit(main())
