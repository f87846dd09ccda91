"""Tables of an invented site: register, spare parts, rounds, French work orders, FMEA, suppliers."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import Column, ColumnType, Language, Scope, Table

_ARROW = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "duration": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
}


@dataclass(frozen=True)
class Sheet:
    """A table with its columns' types, as a parser would give it."""

    name: str
    title: str
    types: dict[str, tuple[ColumnType, str | None]]
    frame: pd.DataFrame

    def write(self, folder: Path) -> tuple[Table, Path]:
        """Writes the rows as Parquet and gives the record."""
        path = folder / self.name
        arrays = {"_row": pa.array(range(len(self.frame)), pa.int64())}
        for name, (kind, _) in self.types.items():
            values = [None if pd.isna(v) else v for v in self.frame[name].tolist()]
            if kind == "datetime":
                values = [None if v is None else pd.Timestamp(v).to_pydatetime() for v in values]
            arrays[name] = pa.array(values, _ARROW[kind])
        pq.write_table(pa.table(arrays), path)
        columns = tuple(Column(name=n, type=k, unit=u) for n, (k, u) in self.types.items())
        return (
            Table(
                id=self.name,
                source=f"site/{self.name}.csv",
                name=self.name,
                title=self.title,
                columns=columns,
                row_count=len(self.frame),
                parquet=self.name,
            ),
            path,
        )


def sheets() -> dict[str, Sheet]:
    """All tables, by name."""
    made = (_pumps(), _spares(), _rounds(), _orders(), _fmea(), _suppliers())
    return {sheet.name: sheet for sheet in made}


def asking(made: Sequence[Sheet], folder: Path) -> Callable[..., str]:
    """What the expert states first about a few tables, empty where it finds nothing."""
    expert = TableExpert(FolderTables([sheet.write(folder) for sheet in made]))

    def answer(text: str, *, language: Language = "en") -> str:
        found = expert.find(Question(text=text, asked=text, language=language), Scope())
        return (found.evidence[0].statement or "") if found.evidence else ""

    return answer


def frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Rows as a frame."""
    return pd.DataFrame(rows)


TAGS = (*(f"P-{n}{s}" for n in (201, 202, 203, 305) for s in "AB"), "C-410", "C-420", "E-501")


def _pumps() -> Sheet:
    rng = random.Random(11)
    rows = []
    for i, tag in enumerate(TAGS):
        kind = (
            "centrifugal pump"
            if tag.startswith("P")
            else "compressor"
            if tag.startswith("C")
            else "heat exchanger"
        )
        rows.append(
            {
                "Tag": tag,
                "Description": f"{kind.capitalize()} {i + 1}",
                "Type": kind,
                "Manufacturer": ("Sulvane", "Kroll", "Hydrotec")[i % 3],
                "Flow": round(rng.uniform(20, 400), 1) if tag.startswith("P") else None,
                "Power": float(rng.choice((5.5, 7.5, 11, 15, 22, 37, 55))),
                "Installed": date(2001 + (i * 7) % 20, 1 + i % 12, 1 + (i * 5) % 27),
                "Building": ("North hall", "South hall", "Tank farm")[(i * 2) % 3],
                "Critical": i % 4 == 0,
            }
        )
    return Sheet(
        "equipment_register",
        "Equipment register",
        {
            "Tag": ("text", None),
            "Description": ("text", None),
            "Type": ("text", None),
            "Manufacturer": ("text", None),
            "Flow": ("number", "m3/h"),
            "Power": ("number", "kW"),
            "Installed": ("date", None),
            "Building": ("text", None),
            "Critical": ("boolean", None),
        },
        pd.DataFrame(rows),
    )


def _spares() -> Sheet:
    rng = random.Random(12)
    names = (
        "Mechanical seal",
        "Impeller",
        "Coupling insert",
        "Deep groove bearing",
        "Shaft sleeve",
        "O-ring set",
        "Valve plate",
        "Oil filter",
        "Gasket kit",
        "Wear ring",
    )
    rows = []
    for i, name in enumerate(names):
        rows.append(
            {
                "Part no.": f"SP-{1040 + 7 * i}",
                "Description": name,
                "Stock": rng.randint(0, 9),
                "Minimum stock": rng.randint(1, 6),
                "Unit price": round(rng.uniform(8, 900), 2),
                "Supplier": ("Nordseal", "Axima", "Tubero")[i % 3],
                "Lead time": rng.choice((3, 7, 14, 21, 45)),
                "Fits": TAGS[i % len(TAGS)],
            }
        )
    return Sheet(
        "spare_parts",
        "Spare parts",
        {
            "Part no.": ("text", None),
            "Description": ("text", None),
            "Stock": ("integer", "pcs"),
            "Minimum stock": ("integer", "pcs"),
            "Unit price": ("number", "EUR"),
            "Supplier": ("text", None),
            "Lead time": ("integer", "days"),
            "Fits": ("text", None),
        },
        pd.DataFrame(rows),
    )


def _rounds() -> Sheet:
    rng = random.Random(13)
    rows = []
    start = datetime(2023, 1, 2, 7, 30)
    for day in range(0, 420, 3):
        tag = rng.choice(TAGS[:8])
        vibration = round(rng.uniform(0.6, 7.5), 2)
        rows.append(
            {
                "Date": start + timedelta(days=day, minutes=rng.randint(0, 240)),
                "Inspector": rng.choice(("Varga", "Olsen", "Petit")),
                "Equipment": tag,
                "Vibration": vibration,
                "Temperature": round(rng.uniform(31, 88), 1),
                "Result": "NOK" if vibration > 6 else "OK",
                "Remark": rng.choice(
                    (None, None, "Slight noise at coupling", "Oil level low", "Seal dripping")
                ),
            }
        )
    return Sheet(
        "inspection_rounds",
        "Inspection rounds",
        {
            "Date": ("datetime", None),
            "Inspector": ("text", None),
            "Equipment": ("text", None),
            "Vibration": ("number", "mm/s"),
            "Temperature": ("number", "°C"),
            "Result": ("text", None),
            "Remark": ("text", None),
        },
        pd.DataFrame(rows),
    )


def _orders() -> Sheet:
    rng = random.Random(14)
    rows = []
    start = datetime(2021, 1, 4, 6, 0)
    for i in range(240):
        opened = start + timedelta(days=i * 5 + rng.randint(0, 3), hours=rng.randint(0, 9))
        kind = rng.choice(("Préventif", "Préventif", "Correctif"))
        closed = rng.random() > 0.08
        rows.append(
            {
                "N° OT": f"OT-{5000 + i}",
                "Repère": rng.choice(TAGS),
                "Type": kind,
                "Priorité": rng.choice(("Haute", "Moyenne", "Basse")),
                "Date début": opened,
                "Date fin": opened + timedelta(hours=rng.randint(1, 60)) if closed else None,
                "Technicien": rng.choice(("Lemoine", "Bastien", "Nguyen", "Roux")),
                "Heures": float(rng.choice((0.5, 1, 2, 3.5, 4, 8, 12))),
                "Coût": round(rng.uniform(40, 3200), 2),
                "Statut": "Clôturé" if closed else "Ouvert",
                "Défaut": rng.choice(("Fuite garniture", "Vibrations", "Surchauffe palier", "Bruit anormal"))
                if kind == "Correctif"
                else None,
            }
        )
    return Sheet(
        "ordres_de_travail",
        "Ordres de travail",
        {
            "N° OT": ("text", None),
            "Repère": ("text", None),
            "Type": ("text", None),
            "Priorité": ("text", None),
            "Date début": ("datetime", None),
            "Date fin": ("datetime", None),
            "Technicien": ("text", None),
            "Heures": ("duration", "h"),
            "Coût": ("number", "€"),
            "Statut": ("text", None),
            "Défaut": ("text", None),
        },
        pd.DataFrame(rows),
    )


def _fmea() -> Sheet:
    lines = (
        (
            "Dosing pump",
            "Diaphragm",
            "Rupture",
            "Loss of dosing",
            "Fatigue",
            7,
            3,
            4,
            "Replace every 4000 h",
            "Reliability",
        ),
        (
            "Dosing pump",
            "Check valve",
            "Blocked",
            "No flow",
            "Crystals",
            5,
            4,
            3,
            "Flush weekly",
            "Operations",
        ),
        ("Dosing pump", "Motor", "Overheating", "Stop", "Blocked fan", 6, 2, 2, None, None),
        (
            "Air compressor",
            "Intake filter",
            "Clogged",
            "Low pressure",
            "Dust",
            4,
            6,
            2,
            "Change filter monthly",
            "Maintenance",
        ),
        (
            "Air compressor",
            "Screw element",
            "Wear",
            "Oil in air",
            "Poor oil",
            8,
            2,
            6,
            "Oil analysis every 6 months",
            "Reliability",
        ),
        (
            "Air compressor",
            "Safety valve",
            "Stuck",
            "Overpressure",
            "Corrosion",
            9,
            1,
            5,
            "Test yearly",
            "Inspection",
        ),
        ("Air compressor", "Dryer", "Leaking", "Wet air", "Aged seal", 3, 5, 3, None, None),
        ("Mixer", "Gearbox", "Wear", "Noise", "Lack of oil", 6, 4, 3, "Check oil level weekly", "Operations"),
        (
            "Mixer",
            "Shaft seal",
            "Leaking",
            "Product loss",
            "Dry running",
            7,
            5,
            2,
            "Add flush",
            "Engineering",
        ),
        (
            "Mixer",
            "Impeller",
            "Unbalance",
            "Vibration",
            "Deposits",
            5,
            3,
            4,
            "Clean after each batch",
            "Operations",
        ),
    )
    names = (
        "Item",
        "Component",
        "Failure mode",
        "Effect",
        "Cause",
        "Severity",
        "Occurrence",
        "Detection",
        "Action",
        "Owner",
    )
    frame = pd.DataFrame(lines, columns=list(names))
    frame["RPN"] = frame.Severity * frame.Occurrence * frame.Detection
    frame.loc[4, "RPN"] = 69
    types: dict[str, tuple[ColumnType, str | None]] = dict.fromkeys(names, ("text", None))
    types |= dict.fromkeys(("Severity", "Occurrence", "Detection", "RPN"), ("integer", None))
    return Sheet("fmea_utilities", "FMEA utilities", types, frame)


def _suppliers() -> Sheet:
    frame = pd.DataFrame(
        {
            "Supplier": ["Nordseal", "Axima", "Tubero"],
            "Country": ["Norway", "France", "Spain"],
            "Contact": ["sales@nordseal.example", "pieces@axima.example", "ventas@tubero.example"],
            "Rating": [4.5, 3.8, 4.1],
        }
    )
    return Sheet(
        "suppliers",
        "Approved suppliers",
        {
            "Supplier": ("text", None),
            "Country": ("text", None),
            "Contact": ("text", None),
            "Rating": ("number", None),
        },
        frame,
    )
