"""Change-points of a log: when a level, a slope, a spread or a correlation changed, for good or for a time.

Knows arrays and logs; nothing of detectors of anomalies, of questions or of screens.
"""
