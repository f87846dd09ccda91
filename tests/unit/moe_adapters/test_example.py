"""Examples as lines of JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from moe_adapters.example import Example, ExampleError, Turn, read_examples, write_examples

EXAMPLE = Example(
    id="a-1",
    task="squad",
    modality="text",
    language="fr",
    messages=(Turn("system", "Réponds."), Turn("user", "[1] Été\nQuestion: quand ?")),
    answer="en été [1]",
    aliases=("l'été",),
    group="article:été",
    source="piaf",
    licence="MIT",
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    assert write_examples(tmp_path / "x.jsonl", [EXAMPLE, EXAMPLE]) == 2
    assert read_examples(tmp_path / "x.jsonl") == (EXAMPLE, EXAMPLE)
    assert "Été" in (tmp_path / "x.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"modality": "sound"}, "modality 'sound' is none of text, table, series, drawing"),
        ({"language": "de"}, "language 'de' is none of en, fr"),
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "tool", "content": "x"}]}, "messages"),
        ({"messages": [{"role": "user", "content": None}]}, "content is empty or no text"),
        ({"messages": [{"role": "assistant", "content": "x"}]}, "the last turn belongs in answer"),
        ({"answer": None}, "answer is empty or no text"),
        ({"answer": " "}, "answer is empty or no text"),
        ({"aliases": "once a year"}, "aliases must be a list"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, change: dict[str, object], names: str) -> None:
    path = tmp_path / "x.jsonl"
    write_examples(path, [EXAMPLE])
    raw = json.loads(path.read_text(encoding="utf-8"))
    with path.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({**raw, **change}) + "\n")
    with pytest.raises(ExampleError, match=rf"line 2.*{names}"):
        read_examples(path)


def test_what_a_line_lacks_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"modality": "text", "language": "en"}', encoding="utf-8")
    with pytest.raises(ExampleError, match=r"line 1: not an example .it lacks 'messages'"):
        read_examples(tmp_path / "x.jsonl")


def test_an_editors_byte_order_mark_is_left_out(tmp_path: Path) -> None:
    write_examples(tmp_path / "x.jsonl", [EXAMPLE])
    text = (tmp_path / "x.jsonl").read_text(encoding="utf-8")
    (tmp_path / "x.jsonl").write_text(text, encoding="utf-8-sig")
    assert read_examples(tmp_path / "x.jsonl") == (EXAMPLE,)


def test_half_a_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "a', encoding="utf-8")
    with pytest.raises(ExampleError, match="line 1"):
        read_examples(tmp_path / "x.jsonl")
