"""Procedures of documents: read into steps, chosen for a question, told whole."""
