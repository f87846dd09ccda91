"""Generated examples: answers follow from the sources, splits differ in wording, seeds repeat."""

from __future__ import annotations

import random
import re

import pytest

from moe_adapters.recipes.plant.document_facts import FACT_KINDS
from moe_adapters.recipes.plant.documents import document_example, draw_document
from moe_adapters.recipes.plant.drawings import draw_drawing, summary
from moe_adapters.recipes.plant.generators import GENERATORS, draw_generated
from moe_adapters.recipes.plant.prompt import NOT_FOUND, split_markers
from moe_adapters.recipes.plant.reports import draw_event, facts_lines, report_example, section
from moe_adapters.recipes.plant.series import SHAPES, draw_series, series_example, series_text
from moe_adapters.recipes.plant.wording import pick

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@pytest.mark.parametrize("name", sorted(GENERATORS))
def test_the_same_seed_gives_the_same_and_another_seed_another(name: str) -> None:
    generate = GENERATORS[name]
    assert generate(3, seed=1, split="train") == generate(3, seed=1, split="train")
    assert generate(3, seed=1, split="train").messages != generate(3, seed=2, split="train").messages
    assert generate(3, seed=1, split="train").group != generate(3, seed=1, split="test").group


@pytest.mark.parametrize("name", sorted(GENERATORS))
def test_both_languages_come_and_ids_are_unique(name: str) -> None:
    examples = [GENERATORS[name](index, seed=0, split="train") for index in range(120)]
    assert {example.language for example in examples} == {"en", "fr"}
    assert len({example.id for example in examples}) == 120
    assert len({example.messages[1].content for example in examples}) == 120


def test_document_answers_stand_in_the_cited_source_and_name_the_asked_tag() -> None:
    absent = 0
    for index in range(400):
        example = document_example(index, seed=0, split="test")
        body, _, question = example.messages[1].content.rpartition("\nQuestion: ")
        if example.answer == NOT_FOUND:
            absent += 1
            continue
        answer, (number,) = split_markers(example.answer)
        source = re.split(r"(?:^|\n)\[\d+\] ", body)[number]
        assert answer in source
        tag = next(
            part for part in re.findall(r"[\w-]+", question) if part in source and any(map(str.isdigit, part))
        )
        assert tag in source
    assert 60 < absent < 160


def test_a_document_states_what_it_must_and_not_what_it_must_not() -> None:
    for seed in range(50):
        must, without = FACT_KINDS[seed % 5], FACT_KINDS[5 + seed % 5]
        kinds = [
            f.kind for f in draw_document(random.Random(seed), "fr", must=must, without=without.name).facts
        ]
        assert must in kinds
        assert without not in kinds
        assert len(kinds) == len({kind.name for kind in kinds})


def test_the_test_split_asks_in_words_of_its_own() -> None:
    phrases = ["a", "b", "c"]
    rng = random.Random(0)
    assert {pick(phrases, "train", rng) for _ in range(50)} == {"a", "b"}
    assert pick(phrases, "test", rng) == "c"
    with pytest.raises(ValueError, match="two phrases"):
        pick(["a"], "test", rng)
    for kind in FACT_KINDS:
        for language in ("en", "fr"):
            assert len(set(kind.asks[language])) >= 3


@pytest.mark.parametrize("shape", SHAPES)
def test_what_happens_in_a_series_can_be_seen_in_its_values(shape: str) -> None:
    for seed in range(40):
        series = draw_series(random.Random(seed), shape)  # type: ignore[arg-type]
        values = [value for _, value in series.present]
        before = [value for index, value in series.present if index < series.at]
        after = [value for index, value in series.present if index >= series.at]
        spread = (max(values) - min(values)) / abs(sum(values) / len(values))
        if shape in ("steady", "gap"):
            assert spread < 0.06
        else:
            assert spread > 0.08
        assert (len(values) < len(series.values)) is (shape == "gap")
        if shape == "shift_up":
            assert max(before) < min(after)
        if shape == "shift_down":
            assert min(before) > max(after)
        if shape == "spike":
            assert series.values[series.at] == max(values)
        if shape in ("rising", "falling"):
            assert (values[-1] > values[0]) is (shape == "rising")


def test_series_answers_can_be_read_from_the_text() -> None:
    for index in range(2, 240, 3):
        example = series_example(index, seed=0, split="train")
        text = example.messages[1].content
        value = split_markers(example.answer)[0].split(" ")[0]
        if ":" not in value:
            assert value in re.findall(r"-?\d+(?:[.,]\d+)?", text.partition(": ")[2])


def test_series_text_is_short_and_says_what_is_missing() -> None:
    series = draw_series(random.Random(1), "gap")
    text = series_text(series, "en")
    assert text.startswith(series.tag)
    assert text.split(": ")[1].split().count("-") == sum(value is None for value in series.values)
    assert len(text.split(": ")[1].split()) == len(series.values)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_drawing_summary_holds_every_entity_and_nothing_else(language: str) -> None:
    for seed in range(60):
        drawing = draw_drawing(random.Random(seed), language)  # type: ignore[arg-type]
        text = summary(drawing, language)  # type: ignore[arg-type]
        for part in (drawing.number, drawing.title, drawing.scale, *drawing.tags, *drawing.dimensions):
            assert part in text
        assert ("vérification" in text or "checked-by" in text) is not drawing.checked


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_report_section_says_the_numbers_of_its_facts_and_cites_both_sources(language: str) -> None:
    for seed in range(60):
        event = draw_event(random.Random(seed), language)  # type: ignore[arg-type]
        facts = " ".join(facts_lines(event, language))  # type: ignore[arg-type]
        text, numbers = split_markers(section(event, language))  # type: ignore[arg-type]
        assert set(_NUMBER.findall(text)) == set(_NUMBER.findall(facts))
        assert numbers == (1, 2)
    assert report_example(0, seed=0, split="train").answer.endswith("[2]")


def test_the_training_split_is_filled_to_its_part_of_the_budget() -> None:
    examples = draw_generated("train", tokens=10_000, seed=0, count=lambda _: 100)
    by_modality = [example.modality for example in examples]
    assert by_modality.count("series") == 5
    assert by_modality.count("drawing") == 3
    assert by_modality.count("text") == 8
