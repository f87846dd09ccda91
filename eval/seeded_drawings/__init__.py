"""Believable drawings with errors planted by a seed, to measure a verification. Imports nothing here."""
