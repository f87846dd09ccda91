"""A signal's extreme held against limits of another source; no verdict where the row cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.crossing.bridge import Bridge
from assistant.crossing.limit_phrases import find_limit
from assistant.crossing.limits import Limits
from assistant.crossing.settings_of import SettingsOf
from assistant.experts.tables import TableExpert
from assistant.experts.tables.limit_rows import LimitAsked
from retrieval.records import Language, Scope

from .mill import ScriptedSignals, names_in, question, tables


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    folder: Path = tmp_path_factory.mktemp("mill")
    return tables(folder)


def cross(mill: TableExpert, signals: ScriptedSignals, text: str, language: Language = "en") -> Bridge | None:
    # The mill's tables are not of its rules' file: the document is named by nothing here.
    limits = Limits(signals=signals, limits_of=lambda a, s, _: mill.limits(a, s), names_in=names_in)  # type: ignore[arg-type, return-value]
    return limits.cross(question(text, language), Scope())


def said(bridge: Bridge | None) -> str:
    assert bridge is not None
    return " ".join(reason.statement or "" for reason in bridge.reasons)


def test_the_limit_of_the_class_takes_its_place_and_the_distance_is_told(mill: TableExpert) -> None:
    signals = ScriptedSignals(7.25, "mm/s", "VB-12 vibration")
    bridge = cross(
        mill, signals, "Was the vibration of SW-12 above the alarm limit of the standard on 3 May 2031?"
    )
    assert bridge is not None
    assert bridge.text == "Was the vibration of SW-12 above 6.5 mm/s on 3 May 2031?"
    assert bridge.computed
    assert "0.75 mm/s above 6.5 mm/s" in said(bridge)
    assert "Saws above 30 kW" in said(bridge)
    assert "Power 55 kW" in said(bridge)
    assert signals.asked == ["What is the maximum of the vibration of SW-12 on 3 May 2031?"]


def test_by_how_much_is_told_in_french_and_for_a_sensor_alone(mill: TableExpert) -> None:
    signals = ScriptedSignals(7.25, "mm/s", "VB-12 vibration")
    text = "De combien la vibration de VB-12 a-t-elle dépassé le seuil d'alerte du standard ?"
    bridge = cross(mill, signals, text, "fr")
    assert bridge is not None
    assert not bridge.text
    assert "3,25 mm/s au-dessus de 4 mm/s" in said(bridge)


@pytest.mark.parametrize(
    ("value", "verdict"), [(92.0, "Yes: above each"), (66.0, "No: never above"), (78.0, "")]
)
def test_where_no_source_tells_the_row_all_are_told(mill: TableExpert, value: float, verdict: str) -> None:
    signals = ScriptedSignals(value, "°C", "TI-5 kiln temperature")
    bridge = cross(mill, signals, "Did the kiln temperature of DK-5 exceed the alarm limit of the standard?")
    assert "Oak" in said(bridge)
    assert "Pine" in said(bridge)
    assert "do not say which" in said(bridge)
    assert said(bridge).startswith(verdict or f"{value:g} °C")
    assert ("Yes" in said(bridge) or "No:" in said(bridge)) == bool(verdict)


def test_a_level_that_no_table_has_is_refused(mill: TableExpert) -> None:
    signals = ScriptedSignals(7.25, "mm/s", "VB-12 vibration")
    bridge = cross(mill, signals, "Was the vibration of SW-12 above the shutdown limit of the standard?")
    assert bridge is not None
    assert bridge.refusal == "The sources give no value for “shutdown” of SW-12."


def test_a_limit_in_another_unit_is_not_that_of_the_signal(mill: TableExpert) -> None:
    signals = ScriptedSignals(12.0, "bar", "PI-12 vibration damper pressure")
    bridge = cross(mill, signals, "Was the damper pressure of SW-12 above the alarm limit of the standard?")
    assert bridge is not None
    assert bridge.refusal is not None


def test_what_the_logs_cannot_tell_is_said_and_what_they_half_read_is_left_alone(mill: TableExpert) -> None:
    text = "Was the vibration of SW-12 above the alarm limit of the standard?"
    refused = cross(mill, ScriptedSignals(0.0, "", "", refusal="No such sensor."), text)
    assert refused is not None
    assert refused.refusal == "No such sensor."
    assert cross(mill, ScriptedSignals(7.0, "mm/s", "VB-12 vibration", score=0.4), text) is None


def test_a_setting_is_held_against_all_levels(mill: TableExpert) -> None:
    def levels(unit: str, scope: Scope, sources: frozenset[str]) -> tuple[tuple[str, ...], ...]:
        return mill.levels(unit, scope, frozenset({"site/vibration.csv"}))

    settings = SettingsOf(
        rows_named=mill.rows_named,
        limits_of=lambda a, s, _: mill.limits(a, s, frozenset({"site/vibration.csv"})),
        levels_of=levels,
        names_in=names_in,  # type: ignore[arg-type]
    )
    bridge = settings.cross(question("Is the H alarm of VB-12 set according to the standard?"), Scope())
    assert "H of VB-12 is set to 6 mm/s" in said(bridge)
    assert "4 mm/s is the value under Alert" in said(bridge)
    assert "2 mm/s above it" in said(bridge)
    assert "0.5 mm/s below it" in said(bridge)
    alone = settings.cross(question("What is the H alarm of VB-12?"), Scope())
    assert said(alone) == "H of VB-12 is set to 6 mm/s (sensors.csv)."
    assert settings.cross(question("What is the L alarm of VB-12?"), Scope()) is None
    for text in ("H alarm of VB-12", "What is the alarm of VB-12 set to?", "alarm settings of VB-12"):
        assert said(settings.cross(question(text), Scope())) == "H of VB-12 is set to 6 mm/s (sensors.csv)."
    for text in ("À combien est réglée l'alarme de VB-12 ?", "Quel est le seuil d'alarme de VB-12 ?"):
        told = said(settings.cross(question(text, "fr"), Scope()))
        assert told == "H de VB-12 est réglé à 6 mm/s (sensors.csv)."
    for text in ("How many alarms of VB-12?", "When did the alarm of VB-12 come?", "alarm of SW-12"):
        assert settings.cross(question(text), Scope()) is None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("above the alarm limit of the standard", ("alarm",)),
        ("under the limit value of procedure XY-07", ("limit",)),
        ("over the standard's trip level", ("trip",)),
        ("exceed the trip temperature of the standard", ("trip",)),
        ("above its H alarm", ("h",)),
        ("dépassé le seuil d'alarme de la norme", ("alarme",)),
        ("inférieur à la valeur limite de la consigne", ("limit",)),
    ],
)
def test_the_words_for_a_limit_are_found(text: str, level: tuple[str, ...]) -> None:
    phrase = find_limit(text)
    assert phrase is not None
    assert phrase.level == level


def test_a_limit_without_a_source_is_no_reference() -> None:
    assert find_limit("Was it above 7 mm/s?") is None
    assert find_limit("What is the alarm limit for pumps?") is None
    assert find_limit("What was the kiln temperature of DK-5?") is None


@pytest.mark.parametrize(
    ("text", "language", "becomes"),
    [
        ("Was the vibration of SW-12 above the alarm limit?", "en", "above 6.5 mm/s?"),
        ("Was the vibration of SW-12 ever above the alarm yesterday?", "en", "above 6.5 mm/s yesterday?"),
        ("La vibration de SW-12 a-t-elle dépassé le seuil d'alerte ?", "fr", "dépassé 4 mm/s ?"),
    ],
)  # fmt: skip
def test_a_bare_level_is_a_limit_of_whatever_source_has_it(
    mill: TableExpert, text: str, language: Language, becomes: str
) -> None:
    bridge = cross(mill, ScriptedSignals(7.25, "mm/s", "VB-12 vibration [mm/s]"), text, language)
    assert bridge is not None
    assert bridge.text.endswith(becomes)
    assert bridge.about == "VB-12 vibration"


@pytest.mark.parametrize(
    "text",
    [
        "Who set the trip limit of the saw above the bench?",
        "Is the alarm horn above the door?",
    ],
)
def test_alarms_that_are_things_are_no_limits(text: str) -> None:
    assert find_limit(text) is None


def test_an_alarm_is_looked_up_by_its_letter_where_no_column_names_it() -> None:
    asked: list[tuple[str, ...]] = []

    def recorded(limit: LimitAsked, *_: object) -> tuple[()]:
        asked.append(limit.level)
        return ()

    signals = ScriptedSignals(2.0, "bar", "PI-12 damper pressure")
    for text in (
        "Did the damper pressure fall below the low alarm?",
        "Did the damper pressure fall below the alarm?",
        "Was the damper pressure above the trip?",
    ):
        Limits(signals=signals, limits_of=recorded, names_in=names_in).cross(question(text), Scope())  # type: ignore[arg-type]
    assert asked == [("low", "alarm"), ("l",), ("alarm",), ("l",), ("trip",), ("hh",)]


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Will the vibration of SW-12 exceed the alarm next month?",
         "Will the vibration of SW-12 exceed 6.5 mm/s next month?"),
        ("Is the vibration of SW-12 going to exceed its alarm limit?", "will the vibration of SW-12 exceed 6.5 mm/s?"),
    ],
)  # fmt: skip
def test_of_the_future_the_limit_alone_is_put_in(mill: TableExpert, text: str, becomes: str) -> None:
    signals = ScriptedSignals(7.25, "mm/s", "VB-12 vibration")
    bridge = cross(mill, signals, text)
    assert bridge is not None
    assert bridge.text == becomes
    assert len(bridge.reasons) == 1
    assert "maximum" not in said(bridge)
    assert "next month" not in signals.asked[0]
