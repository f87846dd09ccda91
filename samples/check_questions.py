"""Compute the answers of ``questions.jsonl`` again from the files of the plant and compare.

    python samples/check_questions.py [--plant samples/plant] [--questions samples/questions.jsonl]

Reads the files with pandas, pypdfium2, openpyxl, python-docx and ezdxf; knows neither the product nor the
scripts that wrote the plant. Exit status 1 when an answer differs or an evidence cannot be found.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import json
import re
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import docx
import ezdxf
import pandas as pd
import pypdfium2

HERE = Path(__file__).resolve().parent
KINDS = ("text", "table", "sensor", "drawing", "cross", "followup", "unanswerable")


class Plant:
    """The files of the plant, as tables and texts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.text = cache(self._text)

    def names(self) -> dict[str, Any]:
        """What the ``code`` of a question may use."""
        orders = pd.read_csv(self.folder / "maintenance/work_orders.csv")
        for column in ("Created", "Actual start", "Actual finish"):
            orders[column] = pd.to_datetime(orders[column], format="%d/%m/%Y %H:%M")
        alarms = pd.read_csv(self.folder / "logs/alarm_journal_2025-09.csv", parse_dates=["time"])
        register = self.folder / "maintenance/equipment_register.xlsx"
        fmea = self.folder / "maintenance/FMEA_unit_040.xlsx"
        return {
            "pd": pd, "re": re, "wo": orders, "alarms": alarms, "log": self.log(), "text": self.text,
            "find": self.find, "register": _sheet(register, "Register", units=True),
            "instruments": _sheet(register, "Instruments", units=True),
            "spares": _sheet(register, "Spare parts", units=True), "fmea": _sheet(fmea, "FMEA", units=True),
            "codes": _sheet(fmea, "Failure codes", units=False), "minute": minute, "tags": self.tags,
        }  # fmt: skip

    def log(self) -> pd.DataFrame:
        """Readings that are present, one column a tag, index time; lost and bad values are NaN."""
        frame = pd.read_csv(
            self.folder / "logs/historian_2025-09.csv", sep=";", decimal=",", na_values=["Bad"]
        )
        frame["Timestamp"] = pd.to_datetime(frame["Timestamp"])
        frame = frame.set_index("Timestamp")
        return frame.rename(columns=lambda name: name.split()[0])

    def _text(self, source: str, page: int | None = None) -> str:
        """The words of a file (of one page, from 1), white space collapsed."""
        path = self.folder / source
        if path.suffix == ".pdf":
            document = pypdfium2.PdfDocument(path)
            pages = range(len(document)) if page is None else [page - 1]
            raw = " ".join(document[index].get_textpage().get_text_range() for index in pages)
        elif path.suffix == ".docx":
            document = docx.Document(str(path))
            cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
            raw = " ".join([paragraph.text for paragraph in document.paragraphs] + cells)
        elif path.suffix == ".eml":
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            raw = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        else:
            raw = path.read_text(encoding="utf-8")
        return re.sub(r"\s+", " ", raw)

    def find(self, source: str, pattern: str, page: int | None = None) -> str:
        """First group of a pattern that must be in the file."""
        match = re.search(pattern, self.text(source, page))
        if match is None:
            raise LookupError(f"{pattern!r} is not in {source} page {page}")
        return match.group(1) if match.groups() else match.group(0)

    def tags(self, source: str) -> set[str]:
        """Tags of the block references of a DXF."""
        space = ezdxf.readfile(self.folder / source).modelspace()
        return {a.dxf.text for insert in space.query("INSERT") for a in insert.attribs if a.dxf.tag == "TAG"}


def _sheet(path: Path, sheet: str, *, units: bool) -> pd.DataFrame:
    """A sheet with two title rows, an empty row, a header and, where said, a row of units."""
    frame = pd.read_excel(path, sheet_name=sheet, header=3)
    return frame.iloc[1:].reset_index(drop=True).infer_objects() if units else frame


def minute(moment: Any) -> str:
    """``2025-09-18T03:42``."""
    return pd.Timestamp(moment).strftime("%Y-%m-%dT%H:%M")


def compare(item: dict[str, Any], computed: Any) -> str | None:
    """What differs between the stored value and the computed one, or None."""
    value = item["value"]
    if isinstance(value, int | float):
        slack = max(item.get("tolerance") or 0.0, 1e-9 * abs(value)) + 1e-12
        return None if abs(float(computed) - value) <= slack else f"computed {computed}, stored {value}"
    if isinstance(value, list):
        same = sorted(map(str, computed)) == sorted(map(str, value))
        return None if same else f"computed {computed}, stored {value}"
    return None if str(computed) == str(value) else f"computed {computed!r}, stored {value!r}"


def check_form(item: dict[str, Any], plant: Plant) -> list[str]:
    """Mistakes in the form of a question: kinds, sources, times, missing evidence."""
    wrong = []
    if item["kind"] not in KINDS or item["language"] not in ("en", "fr"):
        wrong.append("kind or language unknown")
    wrong += [f"no file {source}" for source in item["sources"] if not (plant.folder / source).is_file()]
    abstains = item["answer_type"] == "abstain"
    if abstains != (item["value"] is None) or abstains != (item["evidence"] is None):
        wrong.append("value and evidence must be null exactly where the answer is to abstain")
    if item["answer_type"] == "date":
        datetime.fromisoformat(item["value"])
    for evidence in item["evidence"] or []:
        if evidence["source"] not in item["sources"]:
            wrong.append(f"evidence outside sources: {evidence['source']}")
        if "start" in evidence:
            datetime.fromisoformat(evidence["start"])
            datetime.fromisoformat(evidence["end"])
    return wrong


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plant", type=Path, default=HERE / "plant")
    parser.add_argument("--questions", type=Path, default=HERE / "questions.jsonl")
    args = parser.parse_args()
    plant = Plant(args.plant)
    names = plant.names()
    items = [json.loads(line) for line in args.questions.read_text(encoding="utf-8").splitlines()]
    wrong = computed = 0
    for item in items:
        faults = check_form(item, plant)
        if item.get("code"):
            computed += 1
            fault = compare(item, eval(item["code"], dict(names)))
            faults += [fault] if fault else []
        for fault in faults:
            print(f"{item['id']}: {fault}")
        wrong += bool(faults)
    print(f"{len(items)} questions, {computed} computed again, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
