"""The prompt format and its markers."""

from __future__ import annotations

from moe_adapters.recipes.plant.prompt import NOT_FOUND, build_turns, cite, split_markers, table_source


def test_sources_are_numbered_and_the_question_is_last() -> None:
    system, user = build_turns("how heavy?", ["It weighs 4 kg.", "It is red."])
    assert system.role == "system"
    assert NOT_FOUND in system.content
    assert user.content == "[1] It weighs 4 kg.\n[2] It is red.\nQuestion: how heavy?"


def test_instructions_follow_language_and_style() -> None:
    wordings = {
        build_turns("q", ["s"], style=style, language=language)[0].content
        for style in ("span", "sentence", "describe")
        for language in ("en", "fr")
    }
    assert len(wordings) == 6


def test_markers_are_taken_off_again() -> None:
    assert split_markers(cite("4 kg", (2, 3))) == ("4 kg", (2, 3))
    assert split_markers("One. [1] Two. [2]") == ("One. Two.", (1, 2))
    assert split_markers(NOT_FOUND) == (NOT_FOUND, ())


def test_bars_inside_cells_do_not_make_columns() -> None:
    text = table_source("Pumps", [["tag", "note"], ["P-1", "a|b\nc"]])
    assert text == "Pumps\ntag | note\nP-1 | a/b c"
