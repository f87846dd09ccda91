"""A process that asks one question and says how much memory it took. Started by ``benchmarks/speed.py``.

``python -m eval.memory_probe QUESTION [write]``: with ``write`` the language model then writes too, since
most answers are quoted without it. Reads its settings as any other program of ours (variables,
``assistant.toml``); prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading

from assistant.build import build_assistant, build_engine
from assistant.records import AnswerEvent, Message
from assistant.settings import load_settings
from eval.peak_memory import peak_bytes

_TOKENS = 96


def main(question: str, write: str = "") -> int:
    """Asks, and writes the peak and whether an answer came."""
    settings = load_settings()
    answered = False
    for event in build_assistant(settings).ask(question):
        answered = isinstance(event, AnswerEvent) or answered
    if write:
        messages = [Message(role="user", content=question)]
        for _ in build_engine(settings).stream(messages, max_tokens=_TOKENS, cancel=threading.Event()):
            pass
    sys.stdout.write(json.dumps({"peak_bytes": peak_bytes(), "answered": answered}) + "\n")
    return 0 if answered else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Ask one question and print the process's peak memory.")
    parser.add_argument("question")
    parser.add_argument("write", nargs="?", default="", help="any word: the language model writes as well")
    given = parser.parse_args()
    sys.exit(main(given.question, given.write))
