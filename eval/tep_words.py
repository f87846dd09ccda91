"""The Tennessee Eastman process in words: its faults and sensors as Downs and Vogel (1993) name them."""

from __future__ import annotations

FAULTS = (
    "A/C feed ratio, B composition constant (stream 4)",
    "B composition, A/C ratio constant (stream 4)",
    "D feed temperature (stream 2)",
    "Reactor cooling water inlet temperature",
    "Condenser cooling water inlet temperature",
    "A feed loss (stream 1)",
    "C header pressure loss, reduced availability (stream 4)",
    "A, B, C feed composition (stream 4), random variation",
    "D feed temperature (stream 2), random variation",
    "C feed temperature (stream 4), random variation",
    "Reactor cooling water inlet temperature, random variation",
    "Condenser cooling water inlet temperature, random variation",
    "Reaction kinetics, slow drift",
    "Reactor cooling water valve sticking",
    "Condenser cooling water valve sticking",
)
"""Faults 1 to 15."""

_MEASURED = (
    "A feed (stream 1)",
    "D feed (stream 2)",
    "E feed (stream 3)",
    "A and C feed (stream 4)",
    "Recycle flow (stream 8)",
    "Reactor feed rate (stream 6)",
    "Reactor pressure",
    "Reactor level",
    "Reactor temperature",
    "Purge rate (stream 9)",
    "Product separator temperature",
    "Product separator level",
    "Product separator pressure",
    "Product separator underflow (stream 10)",
    "Stripper level",
    "Stripper pressure",
    "Stripper underflow (stream 11)",
    "Stripper temperature",
    "Stripper steam flow",
    "Compressor work",
    "Reactor cooling water outlet temperature",
    "Separator cooling water outlet temperature",
)
_ANALYSED = (
    *(f"Component {name} in reactor feed (stream 6)" for name in "ABCDEF"),
    *(f"Component {name} in purge gas (stream 9)" for name in "ABCDEFGH"),
    *(f"Component {name} in product (stream 11)" for name in "DEFGH"),
)
_MOVED = (
    "D feed flow valve (stream 2)",
    "E feed flow valve (stream 3)",
    "A feed flow valve (stream 1)",
    "A and C feed flow valve (stream 4)",
    "Compressor recycle valve",
    "Purge valve (stream 9)",
    "Separator pot liquid flow valve (stream 10)",
    "Stripper liquid product flow valve (stream 11)",
    "Stripper steam valve",
    "Reactor cooling water flow valve",
    "Condenser cooling water flow valve",
)
SENSORS = (*_MEASURED, *_ANALYSED, *_MOVED)
"""The 52 columns in their order."""
