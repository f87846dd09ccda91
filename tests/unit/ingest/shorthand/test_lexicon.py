from __future__ import annotations

import pytest

from ingest.shorthand.lexicon import Notion, lexicon, singular


@pytest.mark.parametrize(
    ("words", "notion"),
    [
        (["Leaking"], Notion("failure", "leak")),
        (["not", "working"], Notion("failure", "not working")),
        (["changed", "out"], Notion("action", "replace")),
        (["Batteries"], Notion("component", "battery")),
        (["torque", "converters"], Notion("component", "torque converter")),
        (["pompe"], None),
    ],
)
def test_words_tell_notions(words: list[str], notion: Notion | None) -> None:
    assert lexicon().notion(words) == notion


def test_the_longest_notion_wins() -> None:
    found = lexicon().mentions("replace leaking torque converter".split())
    assert [(m.start, m.end, m.notion.name) for m in found] == [
        (0, 1, "replace"),
        (1, 2, "leak"),
        (2, 4, "torque converter"),
    ]


@pytest.mark.parametrize(
    ("many", "one"),
    [("seals", "seal"), ("switches", "switch"), ("glass", "glass"), ("assemblies", "assembly")],
)
def test_singular(many: str, one: str) -> None:
    assert singular(many) == one
