from __future__ import annotations

from assistant.extracts import extract
from assistant.records import Evidence


def evidence(quote: str, *, lead: str = "", headings: tuple[str, ...] = ()) -> Evidence:
    return Evidence(kind="text", source="s", quote=quote, score=0.9, lead=lead, headings=headings)


def test_lead_and_list_mark() -> None:
    item = evidence("• If two belts share it 30 kN", lead="Each bracket must resist:")
    assert extract(item, "en") == "Each bracket must resist: If two belts share it 30 kN"


def test_heading_where_the_quote_does_not_say_what_it_is_about() -> None:
    item = evidence("There is a minimum depth of 2.4 mm", headings=("V.4 TIRES", "V.4.3.2 Wet Tires"))
    assert extract(item, "en") == "Wet Tires: There is a minimum depth of 2.4 mm"
    said = evidence("Wet tires have a minimum depth of 2.4 mm", headings=("V.4.3.2 Wet Tires",))
    assert extract(said, "en") == "Wet tires have a minimum depth of 2.4 mm"


def test_a_line_that_parts_a_mail_is_no_title() -> None:
    item = evidence("The alarm is set to 7.1", headings=("---- Original message ----",))
    assert extract(item, "en") == "The alarm is set to 7.1"


def test_row_under_its_header() -> None:
    item = evidence("20 - 30 kg | 6", lead="Mass | Attachments")
    assert extract(item, "en") == "Mass: 20 - 30 kg; Attachments: 6"


def test_name_and_value_of_a_form() -> None:
    assert extract(evidence("Labour | 64.5 h"), "en") == "Labour: 64.5 h"


def test_several_lines_become_one_sentence() -> None:
    item = evidence("It must be:\na. red\nb. visible")
    assert extract(item, "en") == "It must be: red; visible"


def test_quote_in_another_language_is_framed() -> None:
    item = evidence("The pump must be greased every 400 hours.")
    assert extract(item, "fr") == (
        "La source indique (en anglais) : « The pump must be greased every 400 hours. »"
    )


def test_row_under_a_header_whose_first_column_has_no_name() -> None:
    item = evidence("Xenon | 900 | -", lead="| to air | to drain")
    assert extract(item, "en") == "Xenon; to air: 900; to drain: -"


def test_a_row_is_read_in_the_language_of_its_table() -> None:
    item = evidence("Courant moteur | IT-109A/B | 212 A", lead="Grandeur | Repère | Valeur normale")
    assert extract(item, "fr") == "Grandeur: Courant moteur; Repère: IT-109A/B; Valeur normale: 212 A"
