"""A participant's terminal killed in the middle: what was answered is there, and it goes on from there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from assistant.study.example import write_example
from assistant.study.shelf import StudyShelf


def test_a_killed_terminal_loses_no_answer(tmp_path: Path) -> None:
    write_example(tmp_path / "mine")
    data = tmp_path / "data"
    words = ["--data", str(data), "study", "run", str(tmp_path / "mine"), "--participant", "T1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
    )
    assert process.stdin is not None
    assert process.stderr is not None
    heard = b""

    def wait_for(prompt: bytes, times: int) -> None:
        nonlocal heard
        while heard.count(prompt) < times:
            piece = process.stderr.read1(4096)  # type: ignore[union-attr]
            assert piece, heard
            heard += piece

    store = None
    for line in ("en", "y", "long"):
        process.stdin.write(f"{line}\n".encode())
    process.stdin.flush()
    wait_for(b"> ", 2)
    sure = 0
    store = StudyShelf(data).get("sample-plant").store
    while len(store.answers("T1")) < 4:
        before = heard.count(b"> ")
        process.stdin.write(b"c\n" if before % 2 else b"12\n")
        process.stdin.flush()
        while heard.count(b"> ") == before and heard.count(b"certain)") == sure:
            piece = process.stderr.read1(4096)  # type: ignore[attr-defined]
            assert piece
            heard += piece
        if heard.count(b"certain)") > sure:
            sure += 1
            process.stdin.write(b"80\n")
            process.stdin.flush()
            wait_for(b"> ", before + 1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdin.close()
    process.stderr.close()
    kept = dict(StudyShelf(data).get("sample-plant").store.answers("T1"))
    assert len(kept) == 4
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", *words, "--json"],
        input=b"b\n12\n70\n" * 200,
        capture_output=True,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        check=True,
    )
    assert b'"finished": ' in done.stdout
    after = StudyShelf(data).get("sample-plant").store.answers("T1")
    assert {key: after[key] for key in kept} == kept
    assert len(after) > 4
