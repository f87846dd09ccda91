"""Shift logs and handovers: their entries by day and shift, out of documents and of tables."""
