"""Synthetic sensor logs: asked for in words, made by generators learnt on a log, changed by transforms.

Knows standardised readings and states; nothing of catalogues.
"""
