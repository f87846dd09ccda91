"""Detectors of anomalies in sensor logs: learn what is normal, calibrate, choose, join, explain.

Knows arrays; nothing of files, catalogues or questions.
"""
