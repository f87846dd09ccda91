from __future__ import annotations

import pandas as pd

from assistant.experts.series.names import LogNames, describe
from assistant.experts.series.registers import Registers

from .conftest import FakeKnowledge, run_log


def test_unit_of_a_meter_list(knowledge: FakeKnowledge, logs: list[LogNames]) -> None:
    registers = Registers(knowledge)
    flow = logs[1].sensors[3]
    assert registers.unit_of(logs[1], flow) == ("l/min", "plant/meters.csv")


def test_a_unit_that_says_two_is_none(knowledge: FakeKnowledge, logs: list[LogNames]) -> None:
    assert Registers(knowledge).unit_of(logs[1], logs[1].sensors[1]) == (None, None)


def test_a_column_of_kinds_names_no_sensor(knowledge: FakeKnowledge) -> None:
    log = describe(knowledge.add_log("plant/other.csv", run_log(0).rename(columns={"Pressure": "flow"})))
    assert Registers(knowledge).unit_of(log, log.sensors[0]) == (None, None)


def test_own_unit_first(knowledge: FakeKnowledge, logs: list[LogNames]) -> None:
    assert Registers(knowledge).unit_of(logs[0], logs[0].sensors[1]) == ("kW", None)


def test_equipment_of_an_instrument_list(knowledge: FakeKnowledge, logs: list[LogNames]) -> None:
    registers = Registers(knowledge)
    assert registers.equipment_of(logs[0].sensors[2]) == {"P-101A"}
    assert registers.equipment_of(logs[2].sensors[0]) == frozenset()


def test_read_again_when_the_catalogue_changes(knowledge: FakeKnowledge, logs: list[LogNames]) -> None:
    registers = Registers(knowledge)
    assert registers.equipment_of(logs[0].sensors[0]) == frozenset()
    knowledge.add_table("plant/more.csv", pd.DataFrame({"Tag": ["FT-110"], "Equipment": ["P-101A"]}))
    assert registers.equipment_of(logs[0].sensors[0]) == {"P-101A"}
