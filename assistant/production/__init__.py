"""Figures of production, energy and stops over tables of any layout: totals, ratios, comparisons."""
