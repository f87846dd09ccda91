"""Maintenance scenarios of a piece of equipment: courses that may be taken, each with its grounds."""
