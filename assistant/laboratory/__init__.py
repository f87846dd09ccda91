"""Samples of laboratories beside their limits, which stand in headers or in a table of their own."""
