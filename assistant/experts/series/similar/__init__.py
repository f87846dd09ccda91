"""Stretches of logs that show the same: what each shows, and which are alike beyond chance.

Modules are imported by their full names.
"""
