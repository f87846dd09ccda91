"""A process that asks one question and says how much memory it took. Started by ``benchmarks/speed.py``.

Reads its settings as any other program of ours (variables, ``assistant.toml``); prints one JSON object.
"""

from __future__ import annotations

import json
import sys

from assistant.build import build_assistant
from assistant.records import AnswerEvent
from assistant.settings import load_settings
from eval.peak_memory import peak_bytes


def main(question: str) -> int:
    """Asks, and writes the peak and whether an answer came."""
    answered = False
    for event in build_assistant(load_settings()).ask(question):
        answered = isinstance(event, AnswerEvent) or answered
    sys.stdout.write(json.dumps({"peak_bytes": peak_bytes(), "answered": answered}) + "\n")
    return 0 if answered else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
