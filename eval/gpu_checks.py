"""What of the mixture of LoRA experts only a GPU can show: each check by itself, one JSON object.

python -m eval.gpu_checks --model FOLDER [--cpu] [--timing]

Needs torch, transformers and peft alone; 4 and 8 bits need bitsandbytes. ``--cpu`` runs what a processor can.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from moe_adapters.base_model import adapted, load_base
from moe_adapters.config import MoeLoraConfig
from moe_adapters.context import RoutingContext
from moe_adapters.layer import Linear
from moe_adapters.train_config import AdapterSection, BaseSection, TrainConfig

ROUTERS = ("softmax", "top_k", "competition", "hypernetwork")
_STEPS = 5


def section(kind: str, *, router: str = "softmax") -> AdapterSection:
    """A mixture of four experts of rank 8, or the LoRA of equal rank."""
    if kind == "lora":
        return AdapterSection(kind="lora", r=32, alpha=64)
    return AdapterSection(kind="mixture", r=8, alpha=32, options={"num_experts": 4, "router": router})


def network(model: str, *, kind: str, bits: int = 0, router: str = "softmax", dtype: Any = "auto") -> Any:
    """The base with a fresh adapter whose B is not zero, so that it says something."""
    base, _ = load_base(BaseSection(model=model, quantisation=bits, dtype=dtype))
    result: Any = adapted(base, TrainConfig(adapter=section(kind, router=router)))
    torch.manual_seed(1)
    with torch.no_grad():
        for name, parameter in result.named_parameters():
            if "moelora_B" in name or "lora_B" in name:
                parameter.copy_(0.01 * torch.randn(parameter.shape))
    return result


def tokens(model: Any, *, rows: int = 2, length: int = 48) -> Tensor:
    """Token ids [rows, length], the same on every machine."""
    generator = torch.Generator().manual_seed(0)
    ids = torch.randint(100, model.config.vocab_size, (rows, length), generator=generator)
    return ids.to(next(model.parameters()).device)


@torch.inference_mode()
def logits(model: Any, ids: Tensor) -> Tensor:
    """[rows, length, vocabulary], float32, on the processor."""
    found: Tensor = model.eval()(input_ids=ids).logits.float().cpu()
    return found


def router_parity(model: str) -> dict[str, float]:
    """Largest difference of logits between the GPU and the processor, float32, by router."""
    found: dict[str, float] = {}
    for router in ROUTERS:
        there = network(model, kind="mixture", router=router, dtype="float32")
        on_gpu = logits(there, tokens(there))
        here = there.to("cpu")
        found[router] = float((on_gpu - logits(here, tokens(here))).abs().max())
    return found


def quantised(model: str, *, bits: int) -> dict[str, float]:
    """Loss falls in a few steps over a quantised base; what is saved and loaded answers alike."""
    from peft import PeftModel

    trained = network(model, kind="mixture", bits=bits)
    ids = tokens(trained)
    parameters = [p for p in trained.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=1e-3)
    losses: list[float] = []
    for _ in range(_STEPS):
        loss = trained.train()(input_ids=ids, labels=ids).loss
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(float(loss.detach()))
    before = logits(trained, ids)
    with tempfile.TemporaryDirectory() as folder:
        trained.save_pretrained(folder)
        base, _ = load_base(BaseSection(model=model, quantisation=bits))
        again = logits(PeftModel.from_pretrained(base, folder), ids)
    return {
        "first_loss": losses[0],
        "last_loss": losses[-1],
        "after_loading_differs_by": float((before - again).abs().max()),
    }


def compiled() -> float:
    """Largest difference of one layer under torch.compile without graph breaks from eager."""
    layer, x = _layer()
    with torch.inference_mode():
        return float((torch.compile(layer, fullgraph=True)(x) - layer(x)).abs().max())


def captured() -> float:
    """Largest difference of one layer in a captured CUDA graph from eager."""
    layer, x = _layer()
    with torch.inference_mode():
        eager = layer(x)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            out = layer(x)
        graph.replay()
        return float((out - eager).abs().max())


def _layer() -> tuple[Linear, Tensor]:
    torch.manual_seed(0)
    config = MoeLoraConfig(r=8, num_experts=4, lora_alpha=32)
    layer = Linear(nn.Linear(576, 1536), "default", config, context=RoutingContext(), layer_name="one")
    nn.init.normal_(layer.moelora_B["default"], std=0.02)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    return layer.eval().to(device), torch.randn(16, 576, device=device)


def timing(model: str) -> dict[str, float]:
    """Tokens a second of a forward pass over 8 x 512 tokens, medians of nine: base, LoRA, mixture."""
    found: dict[str, float] = {}
    for kind in ("base", "lora", "mixture"):
        if kind == "base":
            one, _ = load_base(BaseSection(model=model))
        else:
            one = network(model, kind=kind)
            one = one.to(torch.bfloat16) if torch.cuda.is_available() else one
        ids = tokens(one, rows=8, length=512)
        seconds: list[float] = []
        with torch.inference_mode():
            for _ in range(12):
                _wait()
                began = time.perf_counter()
                one.eval()(input_ids=ids, logits_to_keep=1)
                _wait()
                seconds.append(time.perf_counter() - began)
        found[kind] = ids.numel() / sorted(seconds[3:])[len(seconds[3:]) // 2]
    return found


def _wait() -> None:
    if torch.cuda.is_available():
        torch.cuda.synchronize()


def run(checks: dict[str, Callable[[], Any]]) -> dict[str, Any]:
    """The result of each check, or what it failed with."""
    found: dict[str, Any] = {}
    for name, check in checks.items():
        try:
            found[name] = check()
        except Exception as error:  # noqa: BLE001 - one failure must not lose the others
            found[name] = f"failed: {type(error).__name__}: {error}"
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the JSON object; 0 where every check ran, 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--cpu", action="store_true", help="run what needs no GPU")
    parser.add_argument(
        "--timing", action="store_true", help="time alone, on a machine that does nothing else"
    )
    given = parser.parse_args(arguments)
    gpu = torch.cuda.is_available()
    if not gpu and not given.cpu:
        sys.stdout.write("no GPU here; --cpu runs what needs none\n")
        return 0
    checks: dict[str, Callable[[], Any]] = {"timing": lambda: timing(given.model)}
    if not given.timing:
        checks = {
            "router_parity": lambda: router_parity(given.model),
            "8_bit": lambda: quantised(given.model, bits=8),
            **({"4_bit": lambda: quantised(given.model, bits=4)} if gpu else {}),
            "compiled": compiled,
            **({"cuda_graph": captured} if gpu else {}),
        }
    device = torch.cuda.get_device_name() if gpu else "cpu"
    found = run(checks)
    sys.stdout.write(json.dumps({"device": device, "torch": torch.__version__, **found}) + "\n")
    return int(any(isinstance(value, str) for value in found.values()))


if __name__ == "__main__":
    sys.exit(main())
