"""A participant's terminal killed in the middle: what was answered is there, and it goes on from there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.study.example import write_example
from assistant.study.shelf import StudyShelf

ANSWER = b"c\n80\n"
"""An option with a confidence; where a number is asked, ``c`` is refused and 80 taken, then 80 as confidence."""
STEPS_OF_ALL = 60


def _terminal(data: Path, *more: str) -> Sequence[str]:
    study = data.parent / "mine"
    return [
        sys.executable, "-m", "ui.cli", "--data", str(data), "study", "run", str(study), "--participant", "T1",
        *more,
    ]  # fmt: skip


def test_a_killed_terminal_loses_no_answer(tmp_path: Path) -> None:
    write_example(tmp_path / "mine")
    data = tmp_path / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    variables = {**os.environ, "HF_HUB_OFFLINE": "1"}
    with subprocess.Popen(_terminal(data), stdin=subprocess.PIPE, env=variables, **quiet) as process:
        assert process.stdin is not None
        process.stdin.write(b"en\ny\nlong\n")
        until = time.monotonic() + 300
        kept = {}
        while len(kept) < 4:
            assert time.monotonic() < until
            process.stdin.write(ANSWER)
            process.stdin.flush()
            time.sleep(0.2)
            if (data / "studies" / "sample-plant" / "answers.sqlite").exists():
                kept = dict(StudyShelf(data).get("sample-plant").store.answers("T1"))
        process.send_signal(signal.SIGKILL)
    kept = dict(StudyShelf(data).get("sample-plant").store.answers("T1"))
    done = subprocess.run(
        _terminal(data, "--json"),
        input=ANSWER * STEPS_OF_ALL,
        capture_output=True,
        env=variables,
        check=True,
    )
    told = json.loads(done.stdout)
    after = StudyShelf(data).get("sample-plant").store.answers("T1")
    assert {key: after[key] for key in kept} == kept
    assert told["finished"]
    assert told["decided"] == told["cases"] == 15
