"""Logs that are too long for the memory: typed part by part, sorted on disk, judged block by block."""
