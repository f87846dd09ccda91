"""Writes the sample plant. Knows the story and its numbers, nothing of the product that will read it."""
