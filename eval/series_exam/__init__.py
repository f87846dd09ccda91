"""What a short series looks like: trend, cycle, noise, what goes wrong in it, how it relates to another.

Knows arrays and multiple-choice questions; nothing of logs and catalogues.
"""
