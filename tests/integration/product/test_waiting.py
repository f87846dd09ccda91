"""Two batches on one data folder: the second waits and says for whom."""

from __future__ import annotations

import os
import threading
from typing import Any

from ingest.lock import batch_lock


def test_the_second_batch_waits_and_says_for_whom(product: Any) -> None:
    plant = product.plant()
    with batch_lock(product.data, purpose="ingest archive"):
        process = product.start("ingest", str(plant), "--json")
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
