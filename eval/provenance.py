"""Which code and which settings gave a figure. Knows git and the settings, nothing of benchmarks."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

from assistant.settings import Settings

_ROOT = Path(__file__).resolve().parent.parent


def commit() -> str:
    """Commit of the code that runs; with changes that are not committed, a mark of theirs behind ``+``.

    ``unknown`` where the code is no git checkout.
    """
    head = _git("rev-parse", "--short=12", "HEAD")
    if head is None:
        return "unknown"
    changes = _git("diff", "HEAD", "--", "*.py")
    if not changes:
        return head.strip()
    return f"{head.strip()}+{hashlib.sha256(changes.encode()).hexdigest()[:8]}"


def _git(*words: str) -> str | None:
    program = shutil.which("git")
    if program is None:
        return None
    done = subprocess.run(  # noqa: S603 - fixed words, no shell
        [program, *words], cwd=_ROOT, capture_output=True, text=True, check=False, timeout=30
    )
    return done.stdout if done.returncode == 0 else None


def settings_record(settings: Settings) -> dict[str, object]:
    """The settings that may change a figure; no path of a machine and no key."""
    return {
        "engine": settings.engine,
        "model": settings.model or ("SmolLM2-135M-Instruct" if settings.engine == "transformers" else None),
        "adapter": settings.adapter.name if settings.adapter else None,
        "commit": commit(),
        "retrieval": settings.retrieval.model_dump(mode="json"),
        "answer": settings.answer.model_dump(mode="json"),
        "ocr": settings.ingest.ocr,
    }
