"""Two batches on one data folder: the second waits and says for whom."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

from ingest.lock import batch_lock

Start = Callable[..., "subprocess.Popen[str]"]


def test_the_second_batch_waits_and_says_for_whom(start: Start, plant: Path, data: Path) -> None:
    with batch_lock(data, purpose="ingest archive"):
        process = start("ingest", str(plant), "--json")
        assert process.stderr is not None
        heard: list[str] = []

        def listen() -> None:
            assert process.stderr is not None
            for line in process.stderr:
                heard.append(line)
                if "waiting" in line:
                    return

        thread = threading.Thread(target=listen)
        thread.start()
        thread.join(60)
        assert any(f"waiting: process {os.getpid()} (ingest archive" in line for line in heard), heard
        assert process.poll() is None
    assert process.wait(120) == 0
