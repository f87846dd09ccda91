from __future__ import annotations

import pytest

from assistant.experts.series.choose import logs_called
from assistant.experts.series.names import LogNames
from assistant.experts.series.plan import Plan
from assistant.experts.series.read import read


def plan(text: str, logs: list[LogNames], previous: Plan | None = None) -> Plan:
    reading = read(text, logs, previous=previous).reading
    assert reading.plan is not None, (text, reading)
    return reading.plan


@pytest.mark.parametrize(
    ("text", "operation", "ask"),
    [
        ("mean power input of CH3 on 2 March 2024", "mean", "value"),
        ("when was the power of CH3 highest?", "max", "time"),
        ("how many readings of CH3's power were above 250?", "readings", "count"),
        ("what share of the readings of CH3's power is above 250", "share", "value"),
        ("for how long was CH3's power above 250 on 2 March", "duration", "duration"),
        ("longest run of readings of CH3 power over 250, how many", "longest", "count"),
        ("first time CH3's power went above 250", "first_where", "time"),
        ("last reading with CH3's power above 250", "last_where", "time"),
        ("did CH3's power ever exceed 400?", "exists", "yes_no"),
        ("on how many days was CH3's power above 250", "days_any", "count"),
        ("on how many days was the power of CH3 above 190 all day", "days_all", "count"),
        ("power of CH3 at 10:00 on 2 March", "value_at", "value"),
        ("correlation of supply and return temperature of CH3", "correlation", "value"),
        ("how much energy did CH3 use on 2 March in kWh", "integral", "value"),
        ("total flow of the historian log", "integral", "value"),
        ("sum of the DE bearing temperature in the historian log", "sum", "value"),
        ("which day had the highest mean power for CH3", "mean", "day"),
        ("sampling step of the CH3 log", "step", "value"),
        ("what period does the CH3 log cover", "coverage", "value"),
        ("which sensors are logged for CH3", "sensors", "value"),
        ("longest gap in the historian log", "gaps", "duration"),
        ("stuck sensors in the historian log", "stuck", "value"),
        ("how many flow values are missing in the historian log", "missing", "count"),
        ("any anomalies in the CH3 log?", "anomalies", "list"),
        ("when does the anomaly start in rig1/2.csv", "first_where", "time"),
        ("how long does the anomaly last in rig1/2.csv", "span", "duration"),
        ("when did the motor stop according to the historian log", "stopped_at", "time"),
        ("how many starts of the motor in the historian log", "starts", "count"),
        ("débit moyen du groupe froid 3 le 2 mars 2024", "mean", "value"),
        ("combien de fois la puissance du CH3 dépasse-t-elle 250", "readings", "count"),
        ("quel jour la puissance moyenne du CH3 est-elle la plus élevée", "mean", "day"),
    ],
)
def test_operations(text: str, operation: str, ask: str, logs: list[LogNames]) -> None:
    found = plan(text, logs)
    assert (found.operation, found.ask) == (operation, ask)


def test_a_condition_belongs_to_the_sensor_beside_it(logs: list[LogNames]) -> None:
    found = plan("mean supply temperature of CH3 while power is above 250", logs)
    assert found.operand.sensors[0].label == "Chiller 3 Supply Temperature"
    assert found.conditions[0].sensor.label == "Chiller 3 Power Input"


def test_two_logs_are_compared(logs: list[LogNames]) -> None:
    found = plan("how much lower is the mean pressure in rig1/0.csv than in rig1/2.csv", logs)
    assert [o.log.ref.source for o in found.operands] == ["plant/rig1/0.csv", "plant/rig1/2.csv"]
    assert found.combine == "difference"


def test_the_unit_asked_for(logs: list[LogNames]) -> None:
    found = plan("mean condenser water flow of CH3 in US gpm (the log is in l/min)", logs)
    assert found.unit is not None
    assert found.unit.symbol == "US gpm"
    assert read("mean flow of CH3 (the log is in l/min)", logs).stated_unit == "l/min"


def test_follow_ups_take_what_is_unsaid(logs: list[LogNames]) -> None:
    first = plan("mean power of CH3 on 2 March 2024", logs)
    other_day = plan("and on 3 March?", logs, first)
    assert other_day.operation == "mean"
    assert other_day.operand.sensors == first.operand.sensors
    assert other_day.operand.window.start.day == 3
    other_sensor = plan("what about the supply temperature?", logs, first)
    assert other_sensor.operand.window == first.operand.window
    assert other_sensor.operand.sensors[0].label == "Chiller 3 Supply Temperature"
    assert plan("and the maximum?", logs, first).operation == "max"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mean power of chiller 9 on 2 March 2024", "no_log"),
        ("mean humidity of CH3", "no_sensor"),
        ("mean power of CH3 in July 2024", "outside"),
        ("rated power of CH3's compressor", "nameplate"),
        ("mean power of CH3 on 31 February 2024", "no_date"),
        ("mean pressure of the rig", "which_log"),
    ],
)
def test_problems(text: str, kind: str, logs: list[LogNames]) -> None:
    problem = read(text, logs).reading.problem
    assert problem is not None
    assert problem.kind == kind


def test_equipment_that_a_sensor_does_not_belong_to(logs: list[LogNames]) -> None:
    def equipment_of(_: object) -> frozenset[str]:
        return frozenset({"P-101A"})

    other = read("max DE bearing temp of P-101B", logs, equipment_of=equipment_of).reading
    own = read("max DE bearing temp of P-101A", logs, equipment_of=equipment_of).reading
    assert other.problem is not None
    assert other.problem.kind == "not_of"
    assert own.plan is not None
    assert own.explained == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "how many work orders were raised on chiller 3 in 2024?",
        "which alert rule fired most on CH3",
        "what load must the bracket take?",
        "who approved the drawing of the pump?",
        "maximum severity in the FMEA of the pump",
        "",
    ],
)
def test_questions_of_others(text: str, logs: list[LogNames]) -> None:
    assert read(text, logs).reading.confidence < 0.5


def test_no_logs() -> None:
    assert read("mean power", []).reading.plan is None


def test_of_several_logs_that_fit_the_one_spoken_of_last_is_taken(logs: list[LogNames]) -> None:
    several = read("mean pressure of the rig", logs).reading
    assert several.problem is not None
    spoken = several.problem.logs[-1]
    again = read("mean pressure of the rig", logs, spoken=spoken).reading
    assert again.plan is not None
    assert again.plan.operand.log is spoken


def test_a_reply_names_a_log_by_a_part_of_its_file(logs: list[LogNames]) -> None:
    whole = logs[0].ref.source.split("/")[-1].rsplit(".", 1)[0]
    assert logs[0] in logs_called(f"the log of {whole}", logs)
    assert logs_called("the one", logs) == ()
