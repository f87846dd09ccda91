"""A diagram of plain lines and texts as an office without symbols draws it: an invented heating circuit."""

from __future__ import annotations

from itertools import pairwise

import ezdxf
from ezdxf.document import Drawing


def plain_diagram() -> Drawing:
    drawing = ezdxf.new()
    space = drawing.modelspace()

    def lines(*points: tuple[float, float]) -> None:
        for one, other in pairwise(points):
            space.add_line(one, other)

    def text(words: str, x: float, y: float) -> None:
        space.add_text(words, height=3).set_placement((x, y))

    def valve(x: float, y: float, tag: str = "") -> None:
        lines((x - 5, y - 3), (x - 5, y + 3), (x + 5, y - 3), (x + 5, y + 3), (x - 5, y - 3))
        if tag:
            text(tag, x - 6, y + 5)

    def arrow(x: float, y: float) -> None:
        space.add_solid([(x, y), (x - 4, y + 1.5), (x - 4, y - 1.5)])

    lines((20, 100), (70, 100), (70, 160), (20, 160), (20, 100))
    text("R-10", 38, 130)
    lines((70, 110), (95, 110))
    valve(100, 110, "V-11")
    lines((105, 110), (130, 110))
    arrow(125, 110)
    space.add_circle((138, 110), 8)
    text("P-12", 132, 96)
    lines((146, 110), (190, 110))
    valve(195, 110, "V-14")
    lines((200, 110), (300, 110))
    arrow(290, 110)
    text("VERS ATELIER PLAN 045-03", 302, 109)
    lines((250, 200), (250, 114))
    lines((250, 106), (250, 60))
    text("DE CHAUDIERE PLAN 045-07", 252, 199)
    text("VERS CHAUDIERE PLAN 045-07", 252, 59)
    lines((30, 100), (30, 90))
    space.add_lwpolyline([(27, 90), (33, 90), (27, 80), (33, 80)], close=True)
    space.add_circle((160, 130), 6)
    text("PI", 157.5, 131)
    text("12", 157.5, 126)
    lines((160, 124), (160, 110))
    for label, value, x, y in (
        ("TITRE", "CIRCUIT DE CHAUFFAGE", 300, 40),
        ("N° PLAN", "045-02", 300, 28),
        ("INDICE", "C", 340, 28),
        ("DESSINE PAR", "H. PETIT", 300, 16),
        ("VERIFIE PAR", "M. DUBOIS", 350, 16),
    ):
        space.add_text(label, height=2).set_placement((x, y))
        space.add_text(value, height=2.5).set_placement((x, y - 5))
    return drawing
