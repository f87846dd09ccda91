"""Alarm journals: which tables are one, the alarms in them, and the figures of ISA-18.2 and EEMUA 191."""
