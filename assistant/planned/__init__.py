"""Planned work: preventive plans, calibration registers, rounds and statutory inspections."""
