"""Regions of figures on real pages, labelled by eye from pictures of the pages. Knows numbers, no parser.

The files stay outside: names are below the folder of benchmark data. Boxes are in PDF points from the top
left of the page as shown, drawn around what a reader would cut out: axes, legends and panel letters belong
to a figure, its caption does not. Two pictures side by side without a caption are two figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from retrieval.records import Box

Part = Literal["development", "test"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPage:
    """A page and all figures on it; none is a page that must give none.

    Attributes:
        figures: Printed number (empty where the figure has no caption) and box.
    """

    file: str
    page: int
    figures: tuple[tuple[str, Box], ...] = ()


_TMATS = "documents/reports/TMATS_Users_Guide_TM-2014-216638.pdf"
_POPPY = "documents/reports/guideAssemblage_poppy_fr.pdf"
_QUADRUPED = "documents/reports/quadruped_12dof_v1_inertia.pdf"
_IRS = "documents/reports/irs_manual_2.3.59_400p.pdf"
_EMBEDDED = "documents/reports/embedded-images-tables.pdf"
_DATCOM = "documents/reports/DDmanualVol3.pdf"
_AMT = "documents/reports/amt_handbook_sample.pdf"
_GAO = "documents/robustness/invalid-pdf-structure-pdfminer-one-page.pdf"
_CRUSH = "documents/reports/crushAnalysis.pdf"
_LAYUP = "documents/reports/LayupInstructions_2014.pdf"
_FSAE = "design_qa/FSAE_Rules_2024_V1.pdf"
_EU = "documents/reports/eu-001.pdf"
_NTSB = "documents/reports/ntsb_ERA23LA153_final.pdf"

_Rows = Mapping[str, Mapping[int, Sequence[tuple[str, float, float, float, float]]]]

_DEVELOPMENT: _Rows = {
    _TMATS: {
        14: [("Figure 1", 81, 233, 533, 541)],
        15: [],
        16: [("Figure 2", 137, 284, 476, 678)],
        17: [("Figure 3", 151, 354, 462, 692)],
        18: [],
        19: [("Figure 4", 151, 70, 478, 160)],
        20: [("Figure 5", 88, 203, 524, 496)],
        21: [("Figure 6", 100, 72, 510, 373)],
        22: [("Figure 7", 95, 71, 483, 336), ("Figure 8", 118, 390, 495, 664)],
        25: [("Figure 9", 114, 75, 497, 381)],
        29: [("Figure 10", 71, 299, 542, 529)],
        31: [("Figure 11", 92, 198, 521, 412)],
        32: [("Figure 12", 192, 74, 420, 661)],
        35: [("Figure 13", 228, 80, 458, 676)],
        37: [("Figure 14", 234, 87, 409, 675)],
        39: [("Figure 15", 144, 84, 451, 653)],
        41: [("Figure 16", 174, 72, 428, 588)],
        43: [("Figure 17", 203, 75, 409, 648)],
    },
    _POPPY: {
        2: [("", 202, 354, 410, 557)],
        4: [("", 202, 124, 410, 290), ("", 158, 467, 326, 640), ("", 328, 467, 453, 640)],
        12: [("", 150, 124, 461, 357), ("", 150, 360, 461, 594)],
        15: [("", 180, 124, 457, 338)],
    },
    _QUADRUPED: {
        1: [("", 180, 335, 515, 517)],
        6: [("", 207, 377, 325, 706), ("", 377, 377, 494, 699)],
    },
    _IRS: {
        17: [("Exhibit 2.3.59-1", 119, 255, 528, 506)],
        18: [],
        34: [("Exhibit 2.3.59-10", 85, 135, 493, 382)],
    },
    _FSAE: {
        24: [("", 168, 169, 495, 259), ("", 168, 320, 492, 409), ("", 159, 489, 495, 583)],
        32: [("", 101, 416, 512, 551)],
        36: [("", 176, 107, 430, 234), ("", 162, 400, 451, 515)],
        38: [("", 127, 439, 482, 598)],
        55: [("", 202, 147, 416, 359)],
        60: [("", 107, 105, 536, 215)],
        71: [("", 140, 187, 479, 413)],
        101: [("", 117, 356, 505, 597)],
    },
    _EMBEDDED: {1: [("Fig. 4", 110, 65, 355, 229), ("Fig. 5", 110, 481, 352, 617)]},
}  # fmt: skip

_TEST: _Rows = {
    _DATCOM: {
        11: [],
        16: [("FIGURE 2", 124, 166, 553, 513)],
        29: [("FIGURE 3", 153, 93, 627, 614)],
        31: [("FIGURE 4", 123, 179, 521, 507)],
        40: [("FIGURE 11", 84, 79, 532, 592)],
        42: [("FIGURE 12", 139, 111, 561, 488)],
        43: [("FIGURE 13", 140, 78, 509, 656)],
        52: [("FIGURE 16", 125, 163, 526, 463)],
    },
    _AMT: {1: [("Figure 7-26", 71, 529, 308, 691), ("Figure 7-27", 320, 420, 556, 689)]},
    _GAO: {1: [("Figure 1", 312, 181, 612, 685)], 2: [("Figure 2", 7, 123, 296, 357)]},
    _CRUSH: {2: [("", 5, 14, 475, 488)], 4: [("", 4, 23, 474, 487)]},
    _LAYUP: {1: [("", 203, 405, 410, 560)], 3: [("", 80, 80, 297, 244), ("", 80, 288, 298, 452)]},
    _NTSB: {1: [], 6: []},
    _EU: {1: []},
}  # fmt: skip


def labelled_pages(part: Part) -> tuple[LabelledPage, ...]:
    """The pages of one part; no document has pages in both."""
    rows = _DEVELOPMENT if part == "development" else _TEST
    return tuple(
        LabelledPage(
            file=file, page=page, figures=tuple((label, (x0, y0, x1, y1)) for label, x0, y0, x1, y1 in found)
        )
        for file, pages in rows.items()
        for page, found in pages.items()
    )
