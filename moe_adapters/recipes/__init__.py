"""Recipes: a folder each, with its data, its training settings and the figures to expect."""
