"""What lines of drawings answer before other experts are asked."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.crossing.bridge import Bridge
from assistant.crossing.drawn_lines import INSTRUMENTS, DrawnLines
from assistant.experts.drawings import DrawingExpert
from assistant.records import Question
from retrieval.records import Document, DrawingEntity, Scope, Table


class _Catalogue:
    def generation(self) -> int:
        return 1

    def documents(self, scope: Scope = Scope()) -> list[Document]:  # noqa: B008
        return []

    def tables(self, scope: Scope = Scope()) -> list[Table]:  # noqa: B008
        return []

    def entities(self, scope: Scope = Scope(), *, source: str | None = None) -> list[DrawingEntity]:  # noqa: B008
        kinds = (
            ("tag", "P-1"),
            ("tag", "HV-2"),
            ("tag", "LT-1"),
            ("connection", "HV-2 → P-1"),
            ("connection", "HV-2 – LT-1"),
        )
        return [
            DrawingEntity(id=text, source="a.dxf", kind=kind, text=text, page=1, box=(0, 0, 1, 1))  # type: ignore[arg-type]
            for kind, text in kinds
        ]


class _Knowledge:
    catalogue = _Catalogue()
    objects = None


@dataclass
class _Procedures:
    bridge: Bridge | None

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        return self.bridge


def _cross(text: str, procedure: Bridge | None = None, **wants: object) -> Bridge | None:
    drawings = DrawingExpert(_Knowledge())  # type: ignore[arg-type]
    lines = DrawnLines(drawings, procedures=_Procedures(procedure), **wants)  # type: ignore[arg-type]
    return lines.cross(Question(text=text, asked=text, language="en"), Scope())


def test_the_valve_that_isolates() -> None:
    bridge = _cross("which valves isolate P-1?")
    assert bridge is not None
    assert bridge.reasons[0].statement is not None
    assert bridge.reasons[0].statement.startswith("HV-2: the nearest isolation points")


def test_a_written_procedure_is_told_rather() -> None:
    assert _cross("how do I isolate P-1?", Bridge(text="")) is None
    assert _cross("how do I isolate P-1?", Bridge(refusal="none")) is not None


@pytest.mark.parametrize("text", ["what is P-1?", "which instruments are on P-1?"])
def test_what_is_left_to_others(text: str) -> None:
    assert _cross(text) is None


def test_instruments_where_they_are_wanted() -> None:
    assert _cross("which instruments are on P-1?", wants=INSTRUMENTS) is None
    bridge = _cross("which instruments are on HV-2?", wants=INSTRUMENTS)
    assert bridge is not None
    assert bridge.reasons[0].statement == "LT-1: the instruments joined to HV-2 on a."
