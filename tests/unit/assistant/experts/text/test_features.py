"""What speaks against a candidate: rows of another thing, captions; and ranges written as two bounds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.experts.text.aspects import asked_dimensions
from assistant.experts.text.candidates import candidates, without_bare_headings
from assistant.experts.text.features import Features, measure
from assistant.experts.text.intent import read_intent
from assistant.experts.text.reader.heard import Heard
from assistant.experts.text.terms import Term
from assistant.experts.text.weights import confidence, ranking
from assistant.records import Question
from retrieval.records import Chunk, Hit, Language

TABLE = "Thread | Torque, N·m\nM10 | 49\nM12 | 85"


def measured(
    question: str, text: str, terms: tuple[Term, ...] = (), headings: tuple[str, ...] = ()
) -> dict[str, Features]:
    intent = read_intent(Question(text=question, asked=question, language="en"))
    chunk = Chunk(id="c", source="a", kind="table", ordinal=0, text=text, headings=headings)
    hit = Hit(chunk=chunk, score=1.0)
    return {
        c.text: measure(intent, terms, c, meaning=0.5, best_meaning=0.5, best_score=1.0)
        for c in candidates(hit, 0, parent=lambda _: None)
    }


def test_a_row_of_another_code_answers_nothing() -> None:
    asked = measured("tightening torque for M12 bolts?", TABLE)
    assert asked["M12 | 85"].kind_fits > 0
    assert asked["M10 | 49"].kind_fits == 0
    assert all(f.kind_fits == 0 for f in measured("tightening torque for M30 bolts?", TABLE).values())
    assert all(f.kind_fits > 0 for f in measured("tightening torque in DN80 lines?", TABLE).values())


def test_a_caption_answers_only_who_asks_for_a_table() -> None:
    text = "Tables\nTable 7 – Tightening torque, dry\nTable 8 – Greases."
    caption = "Table 7 – Tightening torque, dry"
    assert measured("what is the tightening torque?", text)[caption].kind_fits == 0
    assert measured("which table gives the tightening torque?", text)[caption].kind_fits > 0


@pytest.mark.parametrize(("power", "fits"), [("132 kW", 1.0), ("60 kW", -1.0), ("400 kW", -1.0)])
def test_two_bounds_of_a_row_are_one_range(power: str, fits: float) -> None:
    row = "Pumps above 75 kW up to 300 kW | 4.5"
    found = measured(f"alert limit of a {power} pump?", f"Machines | Alert\n{row}\nFans | 2.8")
    assert found[row].range_fits == fits


def test_a_heading_above_others_is_no_answer_and_a_short_item_is_one() -> None:
    def hit(ordinal: int, label: str, text: str, *headings: str, source: str = "a") -> Hit:
        chunk = Chunk(
            id=str(ordinal), source=source, kind="text", ordinal=ordinal, text=text, label=label,
            headings=headings,
        )  # fmt: skip
        return Hit(chunk=chunk, score=1.0)

    bare = hit(0, "2", "Damage seen")
    item = hit(1, "2.1", "Hard hat", "2 Damage seen")
    sentence = hit(2, "3", "Every belt must be guarded.")
    below = hit(3, "3.1", "On both sides.", "3 Every belt must be guarded.")
    elsewhere = hit(4, "2", "Damage seen", source="b")
    assert without_bare_headings([bare, item, sentence, below, elsewhere]) == [
        item, sentence, below, elsewhere,
    ]  # fmt: skip


def words(*stems: str) -> tuple[Term, ...]:
    return tuple(Term(entry=(stem,), weight=1.0, others=frozenset()) for stem in stems)


CHAIN = "Why did the fan stop? The belt had slipped.\nWhy did it slip? Oil had come onto the belt of the fan."


def test_a_question_is_no_answer_and_leads_to_its_own() -> None:
    found = measured("Why did the fan stop?", CHAIN, words("fan", "stop"))
    assert not any(text.endswith("?") for text in found)
    assert found["The belt had slipped."].words == 1.0
    assert found["The belt had slipped."].kind_fits == 1.0
    assert found["Oil had come onto the belt of the fan."].words == 0.0


def test_a_field_of_a_form_with_the_name_asked_for_is_sure_and_gives_no_reason() -> None:
    form = "Report RX-1\nStopped: 18/09/2025, 03:42\nLed by: shift engineer\nTeam: operator"
    found = measured("Who leads the analysis?", form, words("lead"))
    assert found["Led by: shift engineer"].fills_field == 1.0
    assert confidence(found["Led by: shift engineer"]) >= 0.6
    assert found["Team: operator"].fills_field == 0.0
    why = measured("Why was the fan stopped?", form, words("stop"))
    assert why["Stopped: 18/09/2025, 03:42"].kind_fits < 0.5


def test_the_sentence_that_says_what_a_term_is_is_sure() -> None:
    found = measured("What does DE mean?", "NDE is the other end.\nDE is the drive end of the fan.")
    assert confidence(found["DE is the drive end of the fan."]) >= 0.6
    assert found["DE is the drive end of the fan."].defines > found["NDE is the other end."].defines


def test_the_row_whose_range_holds_the_amount_is_sure_where_its_table_speaks_of_the_rest() -> None:
    table = "Speed, rpm | Parallel offset, mm\n1 001 to 1 800 | 0.06\n1 801 to 3 600 | 0.03"
    asked = "allowed parallel offset of the shaft of a 1485 rpm pump"
    found = measured(asked, table, words("parallel", "offset", "shaft", "speed"))
    right, other = (
        replace(found[row], meaning=0.3) for row in ("1 001 to 1 800 | 0.06", "1 801 to 3 600 | 0.03")
    )
    assert confidence(other) < 0.5
    assert confidence(right) >= 0.6
    foreign = measured(asked, table, words("welder", "current", "parallel"))
    assert confidence(foreign["1 001 to 1 800 | 0.06"]) < 0.5


def test_a_part_of_a_machine_is_no_share() -> None:
    assert asked_dimensions("which part of the truck was cracked?") == frozenset()
    assert asked_dimensions("quelle part de la charge ?") >= {"share"}


def test_a_field_is_no_title_of_what_is_below() -> None:
    text = "Surveyor in charge: Okafor, Ada\nPlace: Dock 4\nThe hull was dry."
    found = measured("who was the surveyor in charge?", text)
    assert "Surveyor in charge: Okafor, Ada" in found
    assert found["Surveyor in charge: Okafor, Ada"].kind_fits == 1.0


def test_a_heading_that_ends_in_a_colon_leads_the_first_sentence() -> None:
    text = "A cracked hose. The crew was trained."
    fire = (Term(("fire",), 1.0, frozenset()),)
    found = measured("what started the fire?", text, fire, ("The fire was started by this:",))
    assert found["A cracked hose."].words > found["The crew was trained."].words


def test_numbers_of_tables_are_no_values() -> None:
    text = "The speed follows Table 4. The speed is 90 rpm at most."
    found = measured("what speed is allowed?", text)
    assert found["The speed follows Table 4."].kind_fits == 0
    assert found["The speed is 90 rpm at most."].kind_fits == 1


def test_a_cost_wants_an_amount_of_money() -> None:
    found = measured("how much did the new rotor cost?", "Rotor 4 was changed. The rotor was 870 EUR.")
    assert found["Rotor 4 was changed."].kind_fits < 0.5
    assert found["The rotor was 870 EUR."].kind_fits >= 0.8


def test_which_order_wants_the_number_of_one() -> None:
    text = "The lift stalled at noon. WO-77120 was raised for it."
    found = measured("which work order followed the stall?", text)
    assert found["The lift stalled at noon."].kind_fits < 0.5
    assert found["WO-77120 was raised for it."].kind_fits >= 0.7


REPORT = (
    "Symptom: the fan stopped with a broken shaft.\nRoot cause: fatigue crack at the keyway.\n"
    "After the repair the shaft of the fan ran true."
)


def test_the_named_cause_of_what_the_passage_tells_comes_first() -> None:
    found = measured("Why did the shaft of the fan break?", REPORT, words("shaft", "fan"))
    best = max(found, key=lambda text: ranking(found[text]))
    assert best == "Root cause: fatigue crack at the keyway."
    assert confidence(found[best]) >= 0.5


def test_a_cause_counts_only_for_who_asks_for_one_and_for_what_is_asked() -> None:
    cause = "Root cause: fatigue crack at the keyway."
    asked = measured("How was the shaft of the fan?", REPORT, words("shaft", "fan"))
    other = measured("Why did the boiler leak?", REPORT, words("boiler", "leak"))
    assert asked[cause].cause == 0.0
    assert other[cause].cause == 0.0


def test_what_is_recommended_is_no_reason() -> None:
    headings = ("5 Conclusion and recommendations",)
    advice, told = "Fit an alarm for a stuck value.", "A stuck value, caused by a closed valve."
    found = measured("Why was the value stuck?", f"{advice}\n{told}", headings=headings)
    assert found[advice].kind_fits < found[told].kind_fits


def test_the_cause_told_of_one_machine_is_not_that_of_another() -> None:
    cause, headings = "Root cause: fatigue crack at the keyway.", ("Report on fan VX-310",)
    asked = words("shaft", "fan")
    own = measured("Why did the shaft of fan VX-310 break?", REPORT, asked, headings)[cause]
    other = measured("Why did the shaft of fan VX-311 break?", REPORT, asked, headings)[cause]
    assert own.cause == 1.0
    assert other.cause == 0.0
    assert other.kind_fits < own.kind_fits


def test_the_entry_of_a_diary_at_the_time_asked_for_stands_before_others() -> None:
    text = "Remarks\n22:30 Noise at the pump.\n22:40 Alarm acknowledged.\nSigned by the operator."
    asked = measured("what was noted at 22 h 30?", text)
    assert asked["22:30 Noise at the pump."].timed == 1.0
    assert asked["22:40 Alarm acknowledged."].timed == -1.0
    assert asked["Signed by the operator."].timed == 0.0
    rows = measured("pressure at 02:30?", "Reading | 22:30 | 02:30\nPressure | 1.1 | 1.2")
    assert rows["Pressure | 1.1 | 1.2"].timed == 1.0
    assert all(f.timed == 0 for f in measured("what was noted?", text).values())


def test_a_role_is_no_name() -> None:
    text = "Signed: field operator, shift C"
    assert measured("who signed the sheet?", text)[text].kind_fits > 0
    assert measured("what is the name of the person who signed?", text)[text].kind_fits == 0


def test_the_row_of_a_letter_or_number_is_chosen_by_its_column() -> None:
    text = "Criticality | Deferrals | Days\nA | 1 | 14\nB | 2 | 30"
    for question in ("how many deferrals for crit. A?", "how many deferrals at criticality A?"):
        found = measured(question, text)
        assert (found["A | 1 | 14"].range_fits, found["B | 2 | 30"].range_fits) == (1.0, -1.0)
    assert all(f.range_fits == 0 for f in measured("how many deferrals for pump A?", text).values())


def test_how_many_times_asks_for_a_count_and_twice_is_one() -> None:
    assert "time" not in asked_dimensions("How many times was it deferred?")
    assert "time" in asked_dimensions("How long was it deferred?")
    text = "The cleaning was deferred twice."
    assert measured("How many times was the cleaning deferred?", text)[text].kind_fits > 0


def test_the_number_of_a_part_of_the_law_is_no_value_and_what_is_prevented_is_a_reason() -> None:
    found = measured(
        "How many hours had the crew flown?", "It flew under Title 14 Part 91.\nIt flew 12 hours."
    )
    assert found["It flew under Title 14 Part 91."].kind_fits == 0
    assert found["It flew 12 hours."].kind_fits == 1
    why = measured("Why is the seam pressed?", "This will prevent gaps in the seam.\nThe seam is pressed.")
    assert why["This will prevent gaps in the seam."].kind_fits > why["The seam is pressed."].kind_fits


def test_a_readers_word_counts_less_for_fields_and_rows() -> None:
    intent = read_intent(Question(text="Who wrote it?", asked="", language="en"))
    text = "Written by: shift engineer\nThe engineer wrote it.\nEngineer | wrote"
    chunk = Chunk(id="c", source="a", kind="text", ordinal=1, text=text)
    read = {
        c.text: measure(
            intent, (), c, meaning=0.5, best_meaning=0.5, best_score=1.0, word=Heard(likelihood=0.8, gap=-0.4)
        ).read
        for c in candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)
    }
    assert read["The engineer wrote it."] == 0.8
    assert read["Written by: shift engineer"] == 0.4
    assert read["Engineer | wrote"] == 0.0


def told(question: str, *, read_odds: float | None, larger: bool = False) -> Features:
    intent = read_intent(Question(text=question, asked=question, language="en"))
    chunk = Chunk(id="c", source="a", kind="text", ordinal=1, text="The engineer wrote it.")
    (candidate,) = candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)
    return measure(
        intent,
        (),
        candidate,
        meaning=0.75,
        best_meaning=0.75,
        best_score=1.0,
        word=Heard(odds=read_odds, larger=larger),
    )


def test_a_readers_word_decides_how_sure_an_answer_is() -> None:
    sure, none, unread = (told("Who wrote it?", read_odds=odds) for odds in (0.9, -0.9, None))
    assert confidence(none) < confidence(unread) < confidence(sure)
    assert ranking(none) < ranking(unread) < ranking(sure)


def test_a_reader_is_not_asked_for_reasons_or_of_what_a_tag_led_to() -> None:
    for question in ("Why was it written?", "Was it written?", "Who wrote it for P-101A?"):
        heard, unread = told(question, read_odds=-0.9), told(question, read_odds=None)
        assert confidence(heard) == confidence(unread), question
        assert ranking(heard) == ranking(unread), question


def test_a_number_of_the_question_is_no_answer_and_one_of_what_is_counted_is() -> None:
    text = "Yard 1069 was swept.\n\nThe plan adds 43 new bays to the yard.\n\nBay doors weigh 80 kg."
    found = measured("how many bays at yard 1069?", text)
    assert found["Yard 1069 was swept."].kind_fits == 0.0
    assert found["The plan adds 43 new bays to the yard."].kind_fits == 1.0
    assert 0 < found["Bay doors weigh 80 kg."].kind_fits < 1.0
    asked = measured("how many bays are planned?", text, words("bay", "plan", "year"))
    assert asked["The plan adds 43 new bays to the yard."].counts == 1.0
    assert confidence(asked["The plan adds 43 new bays to the yard."]) >= 0.6
    assert confidence(asked["Bay doors weigh 80 kg."]) < 0.6


def test_a_key_is_found_under_the_name_of_the_other_language() -> None:
    table = "Criticality | Days | By\nA | 14 | engineer\nB | 30 | planner"
    found = measured("délai en criticité A", table)
    assert (found["A | 14 | engineer"].range_fits, found["B | 30 | planner"].range_fits) == (1.0, -1.0)


def test_a_header_with_a_unit_in_it_answers_nothing_and_names_the_cells_below() -> None:
    table = "Speed, rpm | Offset, mm per 100 mm\nup to 1 000 | 0.09\n1 001 to 1 800 | 0.06"
    chunk = Chunk(id="c", source="a", kind="text", ordinal=1, text=table)
    found = candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)
    assert [c.text for c in found] == ["up to 1 000 | 0.09", "1 001 to 1 800 | 0.06"]
    assert {c.lead for c in found} == {"Speed, rpm | Offset, mm per 100 mm"}


def test_a_sentence_that_links_to_a_cause_is_no_field_and_is_sure() -> None:
    text = "La fuite du VX-310 vient du joint : il est usé."
    found = measured("Pourquoi le VX-310 fuit ?", text, words("fuit"))[text]
    assert found.kind_fits >= 0.7
    assert found.cause == pytest.approx(0.7)


def test_the_larger_readers_word_settles_how_sure_a_sentence_is() -> None:
    sure, none = (told("Who wrote it?", read_odds=odds, larger=True) for odds in (0.9, -0.9))
    small = told("Who wrote it?", read_odds=0.9)
    assert confidence(sure) > 0.8
    assert confidence(none) < 0.05
    assert ranking(sure) - ranking(none) > 2 * (
        ranking(small) - ranking(told("Who wrote it?", read_odds=-0.9))
    )
    for question in (
        "Who wrote P-101's report?",
        "Who wrote it for 132 kW?",
        "Who wrote it at 22:30?",
        "Why was it?",
    ):
        assert told(question, read_odds=-0.9, larger=True).well_read == 0.0, question
    assert told("Who wrote it in 1998?", read_odds=-0.9, larger=True).well_read == -0.9


def test_what_the_reader_misses_in_the_other_language_does_not_count() -> None:
    def of(odds: float, language: Language) -> Features:
        intent = read_intent(Question(text="Who wrote it?", asked="Who wrote it?", language="en"))
        chunk = Chunk(id="c", source="a", kind="text", ordinal=0, text="Paul y était.", language=language)
        (candidate,) = candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)
        word = Heard(likelihood=0.2, odds=odds)
        return measure(intent, (), candidate, meaning=0.5, best_meaning=0.5, best_score=1.0, word=word)

    assert (of(-0.9, "fr").read_odds, of(-0.9, "fr").judged) == (0.0, 0.0)
    assert (of(-0.9, "en").read_odds, of(-0.9, "en").judged) == (-0.9, 1.0)
    assert of(0.9, "fr").read_odds == of(0.9, "en").read_odds == 0.9


def test_a_unit_in_a_cell_of_its_own_is_the_kind_asked_for() -> None:
    found = measured("What is the motor power of PR-9?", "Data | Value | Unit\nMotor power | 11 | kW")
    assert found["Motor power | 11 | kW"].kind_fits == 1.0


def test_a_sentence_without_any_moment_cannot_tell_the_day() -> None:
    found = measured("When was the belt changed?", "The belt was changed in May 2024.\n\nThe belt is black.")
    assert found["The belt was changed in May 2024."].kind_fits >= 0.9
    assert found["The belt is black."].kind_fits < 0


def test_a_foreign_sentence_without_a_word_of_the_question_is_near_by_chance() -> None:
    def of(terms: tuple[Term, ...], language: Language) -> float:
        intent = read_intent(Question(text="Who wrote it?", asked="Who wrote it?", language="en"))
        chunk = Chunk(id="c", source="a", kind="text", ordinal=0, text="Paul y était.", language=language)
        (candidate,) = candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)
        return measure(intent, terms, candidate, meaning=0.7, best_meaning=0.7, best_score=1.0).meaning

    assert of(words("shaft"), "fr") == 0.4
    assert of(words("shaft"), "en") == of(words("paul"), "fr") == 0.7


def test_a_sentence_is_about_what_the_sentence_before_it_in_its_item_names() -> None:
    asked = "padlock number on the chiller CH-04"
    terms = tuple(Term((word,), 1.0, frozenset()) for word in ("padlock", "chiller", "04"))
    notes = "Chiller CH-04 stays off. Padlock 317 is on it.\nChiller CH-06 runs. Padlock 288 is on it."
    found = measured(asked, notes, terms)
    own, other = found["Padlock 317 is on it."], found["Padlock 288 is on it."]
    assert own.words == other.words
    assert own.words_around > other.words_around


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("Stop | 0.60 | 0.50 | stop the pump", 0.2),  # no whole number, and of another cell
        ("2. Trip of the pump at 95 °C.", 0.2),  # the number of an item
        ("Trip of pump: TT-105/106 at 95 °C.", 0.2),
        ("The hall has 6 pumps.", 1.0),
        ("Pumps in the hall: 6", 0.8),
    ],
)
def test_what_is_counted_has_a_whole_number(text: str, fits: float) -> None:
    told = measured("How many pumps do we have?", text)
    assert {features.kind_fits for features in told.values()} == {fits}
