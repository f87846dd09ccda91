"""What the title blocks of the real drawings say, read by eye from their pages. Knows no parser.

Short facts only. Two halves, split by template so that no sheet of the test half has a layout of the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Half = Literal["development", "test"]

FIELDS = ("drawing number", "title", "revision", "scale", "date", "material", "drawn by")


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleBlockTruth:
    """A drawing and the values of ``FIELDS`` in order; None: empty or absent, ``?``: not asked."""

    file: str
    half: Half
    values: tuple[str | None, ...]


def _row(half: Half, file: str, *values: str | None) -> TitleBlockTruth:
    return TitleBlockTruth(file=file, half=half, values=values)


TRUTH: tuple[TitleBlockTruth, ...] = (
    _row("development", "ballastPlate.PDF", None, "ballast plate for LV3", "i", "1:1", "2018-05-13",
         "stainless steel", "Joe S."),
    _row("development", "maleRing.pdf",
         None, "Male coupling ring for the LV3 rocket", "i", "1:2", "2017-4-11",
         "6061-T6 aluminum", "Joe S."),
    _row("development", "motorMount.pdf", None,
         "The plate that caps the back of the LV3 rocket, bearing the load of the engine.", "i", "1:2",
         "2017-4-5", "6061-T6 aluminum", "Joe S."),
    _row("development", "sledJig.pdf", None, "The sled jig aligns the rail sled within the fin can assembly.",
         "i", "1:1", "2017-4-5", "6061-T6 aluminum", "Joe S."),
    _row("development", "spider.pdf", None,
         "This attaches the front of the motor to the inside of the LV3 rocket.", "i", "2:3", "2017-4-5",
         "6061-T6 aluminum", "Joe S."),
    _row("development", "fin_jig_mid_TechDrawing.pdf", None, "Mid Fin Jig", "A", "1:4", "12/21/16", None,
         "Josh C."),
    _row("development", "Gripper.PDF", "UR10_29.20", "Weird_Gripper_Cam_ Adapter", None, "1:1", None, "PLA",
         None),
    _row("development", "_actuator_module.PDF", None, "Actuator Module v1", None, "1:1", "22.8.2019", None,
         "?"),
    _row("development", "aluminum_profiles.pdf",
         None, "T-slottet aluminum profiles - Item - size 8", None, "1:3",
         "25.5.2020", "?", None),
    _row("development", "center_pulley_at3_t10.PDF", None, "Center Pulley AT3 T10", None, "4:1", "11.8.2020",
         "Aluminium 7075", None),
    _row("development", "center_pulley_at3_t10_inch.PDF", None, "Center Pulley AT3 T10", None, "4:1",
         "11.8.2020", "Aluminium 7075", None),
    _row("development", "motor_shaft.PDF", None, "Motor Shaft", None, "3:1", "11.8.2020", "Stainless Steel",
         None),
    _row("development", "LIU0010.jpg", "LiU0010", "Kolv Cykelpump", "A", "2:1", "?", "EN AW-6082", "?"),
    _row("test", "bulkhead.PDF", "LV3.1.7_bulkhead_draw_3rdpass", "LV 3.1 BULKHEAD DRAWING", "B", "1:2",
         "8/26/19", "6061-T6", "JEAN-PIERRE PILLAY"),
    _row("test", "clampArc.PDF", "clampArc", "LV 3.1 ARC CLAMP DRAWING", "B", "1:1", "8/28/19", "6061-T6",
         "CATIE SPIVEY"),
    _row("test", "fin.PDF", "fin", "LV 3.1 FIN", "i", "1:3", "9/10/19", "SEE NOTES", "CATIE SPIVEY"),
    _row("test", "thrustFlange.PDF", "thrustFlange", "LV 3.1 THRUST FLANGE DRAWING", "B", "1:1", "8/27/19",
         "6061-T6", "CATIE SPIVEY"),
    _row("test", "couplingExample.PDF", None, "Example of the LV3.1 coupling", "i", "1:2", "11/8/2018",
         "6061-T6", "Joe S."),
    _row("test", "flange.pdf", None, "Flange", None, "1:1", "11/10/2017", None, None),
    _row("test", "flange.dxf", None, "Flange", None, "1:1", "11/10/2017", None, None),
    _row("test", "part_2.pdf", "1", "part_2", None, None, None, None, "Rusu Ioan Daniel"),
    _row("test", "nist_ftc_06_asme1_rd.pdf", None, "?", "D", None, None, None, None),
    _row("test", "nist_ftc_08_asme1_rc.pdf", None, "?", "C", None, None, None, None),
    _row("test", "nist_ftc_09_asme1_rd.pdf", None, "?", "D", None, None, "?", None),
    _row("test", "pid_sample_1005.png", "50146896", "?", "5", "None", "?", None, None),
)  # fmt: skip
