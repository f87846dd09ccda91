from __future__ import annotations

import pytest

from ingest.layout.captions import caption_label, figure_label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Figure 3. Pump curve", "Figure 3"), ("Fig. 3 – Courbe", "Fig. 3"), ("FIGURE 3", "FIGURE 3"),
        ("Figure 3 (continued)", "Figure 3"), ("Figure 3 –", "Figure 3"), ("Planche 12 : plan", "Planche 12"),
        ("Schéma 4 - Circuit", "Schéma 4"), ("Figure 7-26. Nuts", "Figure 7-26"), ("Figure IV: Hall", "Figure IV"),
        ("Figure 1.—Sample", "Figure 1"), ("Graphique 2 : débit", "Graphique 2"),
    ],
)  # fmt: skip
def test_captions_of_figures(text: str, label: str) -> None:
    assert figure_label(text) == label
    assert caption_label(text) == label


@pytest.mark.parametrize(
    "text",
    ["Figure 3 shows the pump", "Figures 3 and 4 show it", "see Figure 3", "Figure 14, where blocks", "Figurative 3",
     "Photocopy 3 of it"],
)  # fmt: skip
def test_sentences_are_none(text: str) -> None:
    assert caption_label(text) is None


@pytest.mark.parametrize("text", ["Table 3 – Limits", "TABLEAU 2 : valeurs", "Tab. 4: values"])
def test_captions_of_tables_are_no_figures(text: str) -> None:
    assert caption_label(text) is not None
    assert figure_label(text) is None
