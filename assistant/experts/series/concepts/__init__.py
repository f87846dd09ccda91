"""Windows of sensor logs as concepts that an engineer names, and rare faults told by them.

Knows standardised readings and labels; nothing of catalogues or questions.
"""
