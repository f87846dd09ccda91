"""The PM plan, the usual breakdowns and the story's own orders. Data only."""
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from maker import story


@dataclass(frozen=True, slots=True, kw_only=True)
class Preventive:
    """A recurring task: ``first_month`` counts from October 2022."""

    tag: str
    description: str
    day: int
    every_months: int
    first_month: int = 0
    hours: float = 1.0
    crew: int = 1
    parts: float = 0.0
    priority: int = 3
    discipline: str = "MECH"
    remarks: tuple[str, ...] = ()
    skip: frozenset[tuple[str, int, int]] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrective:
    """A kind of breakdown that comes back: about ``count`` orders in three years."""

    tags: tuple[str, ...]
    texts: tuple[str, ...]
    failure_mode: str
    count: int
    hours: float
    crew: int = 1
    parts: float = 0.0
    priorities: tuple[int, ...] = (2, 3, 3)
    discipline: str = "MECH"
    stops: bool = True
    remarks: tuple[str, ...] = ()


_STRAINER_A = frozenset({("S-101A", 2025, 9)})
_CLEAN = ("Light debris", "Basket clean", "Leaves and algae removed", "Some scale", "Panier propre, RAS")
_CALIBRATED_ELSEWHERE = frozenset({("PDT-104A", 2025, 9)})

PREVENTIVE = (
    Preventive(tag="S-101A", description="Monthly cleaning of suction strainer basket", day=5, every_months=1,
               hours=1.5, crew=2, remarks=_CLEAN, skip=_STRAINER_A),
    Preventive(tag="S-101B", description="Monthly cleaning of suction strainer basket", day=20, every_months=1,
               hours=1.5, crew=2, remarks=_CLEAN, skip=frozenset({("S-101B", 2025, 9)})),
    Preventive(tag="P-101A", description="Vibration route, 10 points", day=26, every_months=1, hours=0.75,
               discipline="CBM", skip=frozenset({("P-101A", 2025, 8), ("P-101A", 2025, 9)})),
    Preventive(tag="P-101B", description="Vibration route, 10 points", day=26, every_months=1, hours=0.75,
               discipline="CBM", skip=frozenset({("P-101B", 2025, 9)})),
    Preventive(tag="P-101A", description="Regrease pump bearings DE and NDE", day=12, every_months=4, first_month=2,
               hours=0.5, parts=9.5, remarks=("20 g DE, 24 g NDE", "20 g DE, 24 g NDE, old grease black"),
               skip=frozenset({("P-101A", 2025, 8)})),
    Preventive(tag="P-101B", description="Regrease pump bearings DE and NDE", day=14, every_months=4, first_month=2,
               hours=0.5, parts=9.5, remarks=("20 g DE, 24 g NDE",)),
    Preventive(tag="M-101A", description="Regrease motor bearings", day=12, every_months=6, first_month=2, hours=0.5,
               discipline="ELEC", parts=8.0),
    Preventive(tag="M-101B", description="Regrease motor bearings", day=14, every_months=6, first_month=2, hours=0.5,
               discipline="ELEC", parts=8.0),
    Preventive(tag="P-101A", description="Check coupling alignment, cold", day=18, every_months=12, first_month=7,
               hours=3, crew=2),
    Preventive(tag="P-101B", description="Check coupling alignment, cold", day=19, every_months=12, first_month=7,
               hours=3, crew=2),
    Preventive(tag="CT-101", description="Monthly inspection of cooling tower", day=8, every_months=1, hours=2,
               remarks=("RAS", "Drift eliminators dirty", "Two spray nozzles replaced", "Distribution OK"),
               skip=frozenset({("CT-101", 2025, 8)})),
    Preventive(tag="FAN-101", description="Gearbox oil level and top-up", day=16, every_months=2, hours=0.75,
               parts=14.0),
    Preventive(tag="FAN-102", description="Gearbox oil level and top-up", day=16, every_months=2, hours=0.75,
               parts=14.0),
    Preventive(tag="F-105", description="Backwash check of side-stream filter", day=22, every_months=1, hours=1),
    Preventive(tag="DP-106", description="Inhibitor dosing pump: stroke check and valve cleaning", day=10,
               every_months=1, hours=1, priority=4),
    Preventive(tag="E-201", description="Inspect and clean plate heat exchanger", day=24, every_months=12,
               first_month=6, hours=14, crew=3, parts=420.0, priority=2),
    Preventive(tag="E-202", description="Inspect and clean plate heat exchanger", day=25, every_months=12,
               first_month=7, hours=14, crew=3, parts=420.0, priority=2),
    Preventive(tag="PDT-104A", description="Annual calibration", day=2, every_months=12, first_month=11, hours=0.75,
               discipline="INST", skip=_CALIBRATED_ELSEWHERE),
    Preventive(tag="PDT-104B", description="Annual calibration", day=3, every_months=12, first_month=5, hours=0.75,
               discipline="INST"),
    Preventive(tag="FT-110", description="Annual calibration", day=9, every_months=12, first_month=4, hours=1.5,
               discipline="INST"),
    Preventive(tag="PT-102A", description="Annual calibration", day=4, every_months=12, first_month=5, hours=0.75,
               discipline="INST"),
    Preventive(tag="VT-108A", description="Annual check with reference shaker", day=17, every_months=12,
               first_month=8, hours=1.5, discipline="INST"),
    Preventive(tag="TT-106A", description="Annual loop check", day=17, every_months=12, first_month=8, hours=0.75,
               discipline="INST"),
    Preventive(tag="LT-101", description="Annual calibration", day=11, every_months=12, first_month=3, hours=1,
               discipline="INST"),
)  # fmt: skip

CORRECTIVE = (
    Corrective(tags=("P-101A", "P-101B"), texts=("Gland/seal drip at {tag}", "{tag} mech seal weeping",),
               failure_mode="ELP", count=6, hours=5, crew=2, parts=900),
    Corrective(tags=("P-101A", "P-101B", "FAN-101", "FAN-102"), texts=("High vibration on {tag}",
               "{tag} vib. above alert on route"), failure_mode="VIB", count=10, hours=4, crew=2, parts=160,
               remarks=("Balanced in situ", "Hold-down bolts retightened", "Coupling element replaced", "")),
    Corrective(tags=("S-101A", "S-101B"), texts=("{tag} DP high, basket to be cleaned", "Strainer {tag} plugged"),
               failure_mode="PLU", count=12, hours=2, crew=2, priorities=(2, 2, 3),
               remarks=("Algae", "Leaves after storm", "Scale from tower", "")),
    Corrective(tags=("FAN-101", "FAN-102"), texts=("{tag} gearbox oil leak", "Fuite d'huile réducteur {tag}"),
               failure_mode="ELU", count=9, hours=3, crew=2, parts=210),
    Corrective(tags=("DP-106",), texts=("Dosing pump lost prime", "DP-106 no flow, valves fouled"),
               failure_mode="LOO", count=12, hours=1.5, parts=60, stops=False),
    Corrective(tags=("F-105",), texts=("Side-stream filter DP high", "Backwash valve sticks"), failure_mode="PLU",
               count=8, hours=2, parts=90, stops=False),
    Corrective(tags=("LT-101", "FT-110", "PT-102A", "PT-103A", "TT-105A", "VT-108A", "PDT-104B"),
               texts=("{tag} reading erratic", "{tag} reading frozen", "Défaut mesure {tag}"), failure_mode="AIR",
               count=14, hours=1.5, parts=120, discipline="INST", stops=False,
               remarks=("Impulse line blown through", "Connector cleaned", "Transmitter replaced", "")),
    Corrective(tags=("E-201", "E-202"), texts=("{tag} gasket leak", "{tag} outlet temp. high, fouled"),
               failure_mode="ELP", count=6, hours=9, crew=2, parts=650, priorities=(1, 2, 2)),
    Corrective(tags=("M-101A", "M-101B"), texts=("{tag} space heater failed", "{tag} cable gland loose",
               "{tag} fan cover rattles"), failure_mode="SER", count=7, hours=1.5, parts=45, discipline="ELEC",
               priorities=(3, 4)),
    Corrective(tags=("NRV-103A", "NRV-103B", "HV-104A", "HV-104B"), texts=("{tag} passing", "{tag} hard to operate"),
               failure_mode="INL", count=7, hours=4, crew=2, parts=380),
    Corrective(tags=("CT-101",), texts=("Make-up float valve overflow", "Spray nozzle blocked", "Louvre loose"),
               failure_mode="SER", count=9, hours=2.5, parts=70, priorities=(3, 4), stops=False),
)  # fmt: skip


def _t(month: int, day: int, hour: int = 0, minute: int = 0, *, year: int = 2025) -> datetime:
    return datetime(year, month, day, hour, minute)


def _order(**fields: object) -> dict[str, object]:
    return fields


STORY_ORDERS: tuple[dict[str, object], ...] = (
    _order(key="nde_2023", created=_t(6, 6, 8, 10, year=2023), kind="CM", priority=2, tag="P-101A",
         description="NDE bearing noisy, replace bearing", failure_mode="NOI", due=_t(6, 13, year=2023),
         start=_t(6, 12, 7, 30, year=2023), finish=_t(6, 13, 15, 0, year=2023), labour_h=22.0, downtime_h=31.5,
         cost=2236.0, reported_by="Vibration analyst", remarks="3312 A/C3 fitted, grease channel was dry"),
    _order(key="fill", created=_t(7, 7, 9, 5), kind="MOD", priority=3, tag="CT-101",
         description="Replace fill and drift eliminators, cell 2", discipline="CONTRACTOR", due=_t(8, 29),
         start=story.FILL_START, finish=story.FILL_END, labour_h=212.0, downtime_h=0.0, cost=48600.0,
         remarks="Old PVC fill brittle, many fragments; basin swept by hand"),
    _order(key="screen", created=_t(8, 18, 6, 40), kind="MOD", priority=3, tag="BS-101",
         description="Remove basin screen for access and refit", due=_t(8, 27), start=_t(8, 18, 7, 15),
         finish=_t(8, 27, 15, 45), labour_h=6.0, downtime_h=0.0, cost=348.0,
         remarks="Refitted, one panel bent, judged acceptable"),
    _order(key="grease", created=_t(7, 29, 5, 12), kind="PM", priority=3, tag="P-101A",
         description="Regrease pump bearings DE and NDE", due=_t(8, 12), start=_t(8, 28, 13, 0),
         finish=_t(8, 28, 13, 45), labour_h=0.75, downtime_h=0.0, cost=53.0, deferrals=1,
         remarks="20 g DE, 24 g NDE; waited for restart of unit"),
    _order(key="route", created=_t(8, 12, 5, 20), kind="PM", priority=3, tag="P-101A",
         description="Vibration route, 10 points", discipline="CBM", due=_t(8, 26), start=_t(8, 29, 9, 30),
         finish=_t(8, 29, 10, 15), labour_h=0.75, downtime_h=0.0, cost=43.5,
         remarks="All points acceptable, see VIB-2025-08"),
    _order(key="calibration", created=_t(8, 19, 5, 15), kind="PM", priority=3, tag="PDT-104A",
         description="Annual calibration", discipline="INST", due=_t(9, 2), start=story.CALIBRATION_START,
         finish=story.FREEZE_START, labour_h=0.75, downtime_h=0.0, cost=43.5,
         remarks="5-point check OK, max error 0.1 %. Back in service."),
    _order(key="strainer_pm", created=_t(8, 22, 5, 8), kind="PM", priority=2, tag="S-101A",
         description="Monthly cleaning of suction strainer basket", status="CANCELLED", due=_t(9, 5), deferrals=2,
         remarks="Deferred to 12/09 (P-101B not available), then to 19/09 (crew on unit 300). Done as CM on 18/09."),
    _order(key="seal", created=story.SEAL_LEAK, kind="CM", priority=2, tag="P-101B",
         description="Mech seal leak P-101B, standby not available", failure_mode="ELP", due=_t(9, 4),
         start=story.SEAL_START, finish=story.SEAL_END, labour_h=story.SEAL_HOURS, downtime_h=151.5,
         cost=float(story.SEAL_COST), reported_by="Field operator",
         remarks="Seal faces cracked, O-ring hard. Waited 3 days for seal kit."),
    _order(key="noise", created=_t(9, 16, 6, 20), kind="CM", priority=3, tag="P-101A",
         description="Noise like gravel at P-101A suction, vib rising", failure_mode="NOI", due=_t(9, 30),
         start=_t(9, 18, 6, 45), finish=_t(9, 18, 7, 30), labour_h=0.75, downtime_h=0.0, cost=43.5,
         reported_by="Shift engineer", remarks="Vibration check planned 18/09. Overtaken by trip."),
    _order(key="trip", created=_t(9, 18, 3, 55), kind="CM", priority=1, tag="P-101A",
         description="P-101A tripped on NDE bearing temp 95 °C, bearing failed", failure_mode="BRD", due=_t(9, 19),
         start=_t(9, 18, 6, 30), finish=_t(9, 23, 16, 5), labour_h=story.REPAIR_HOURS, downtime_h=story.OUTAGE_H,
         cost=float(story.REPAIR_COST), reported_by="Control room",
         remarks="Both bearings, impeller and wear rings replaced. See MR-2025-0922."),
    _order(key="strainer_cm", created=_t(9, 18, 9, 10), kind="CM", priority=1, tag="S-101A",
         description="Open and clean S-101A, suspected plugged", failure_mode="PLU", due=_t(9, 19),
         start=_t(9, 18, 11, 15), finish=_t(9, 18, 15, 40), labour_h=9.0, downtime_h=0.0, cost=1162.0,
         reported_by="Reliability engineer",
         remarks=f"{story.DEBRIS_KG} kg PVC fragments, basket deformed and replaced"),
    _order(key="motor", created=_t(9, 19, 7, 30), kind="CM", priority=3, tag="M-101A",
         description="Check motor after P-101A trip", failure_mode="OTH", discipline="ELEC", due=_t(9, 22),
         start=_t(9, 19, 13, 0), finish=_t(9, 19, 16, 0), labour_h=3.0, downtime_h=0.0, cost=174.0,
         reported_by="Reliability engineer", remarks="Insulation 1.8 GOhm, bearings good"),
    _order(key="pdt_fault", created=_t(9, 19, 8, 5), kind="CM", priority=2, tag="PDT-104A",
         description="PDT-104A figée à 0,083 bar, pompe arrêtée", failure_mode="AIR", discipline="INST",
         due=_t(9, 22), start=_t(9, 19, 10, 50), finish=_t(9, 19, 11, 48), labour_h=1.0, downtime_h=0.0, cost=58.0,
         reported_by="Shift engineer", remarks="Vanne d'isolement BP fermée. Voir RI-2025-0919."),
    _order(key="screen_fix", created=_t(9, 22, 9, 0), kind="CM", priority=2, tag="BS-101",
         description="Inspect basin screen, replace bent panel", failure_mode="STD", due=_t(9, 25),
         start=_t(9, 25, 8, 0), finish=_t(9, 26, 11, 30), labour_h=14.0, downtime_h=0.0, cost=2130.0,
         reported_by="Reliability engineer", remarks="Gap of 60 mm at panel 3; panel replaced, basin vacuumed"),
    _order(key="alarm", created=_t(9, 29, 10, 0), kind="MOD", priority=2, tag="VT-108A",
         description="Add alert at 4.5 mm/s per SV-STD-017 table 1", discipline="INST", status="OPEN",
         due=_t(10, 17), reported_by="Reliability engineer"),
    _order(key="a_vib", created=_t(9, 12, 5, 10), kind="PM", priority=3, tag="P-101A",
         description="Vibration route, 10 points", discipline="CBM", due=_t(9, 26), start=_t(9, 26, 10, 0),
         finish=_t(9, 26, 10, 45), labour_h=0.75, downtime_h=0.0, cost=43.5, remarks="Good after overhaul"),
    _order(key="strainer_b", created=_t(9, 6, 5, 8), kind="PM", priority=3, tag="S-101B",
         description="Monthly cleaning of suction strainer basket", due=_t(9, 20), start=_t(9, 24, 9, 0),
         finish=_t(9, 24, 10, 30), labour_h=3.0, downtime_h=0.0, cost=174.0, deferrals=1,
         remarks="0.4 kg PVC fragments; waited until P-101A was back"),
    _order(key="bearing_stock", created=_t(9, 24, 8, 20), kind="OTHER", priority=3, tag="P-101A",
         description="Reorder NDE bearing 3312 A/C3, stock zero", discipline="STORES", status="WAITING PARTS",
         due=_t(11, 5), reported_by="Planner"),
)  # fmt: skip
