"""Registers of process safety and integrity: hazard studies, trips, relief valves, walls, isolations."""
