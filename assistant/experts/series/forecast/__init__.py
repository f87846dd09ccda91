"""Forecasts of sensors with intervals: models behind one protocol, backtested, chosen and calibrated.

Knows readings over time; no question and no sentence but those of its report.
"""
