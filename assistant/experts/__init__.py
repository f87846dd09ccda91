"""Experts find evidence, one folder or file a kind: text, tables, series, drawings. They write no prose."""

from __future__ import annotations

from typing import Protocol

from assistant.records import Finding, Question
from retrieval.records import Kind, Scope


class Expert(Protocol):
    """Finds evidence of one kind in what was ingested.

    ``affinity`` tells the gate, in a few milliseconds and without running a query, how far the
    question speaks the expert's language (0 to 1): it names one of its sensors, columns, values,
    or asks for a count, a window, a clause.
    """

    @property
    def name(self) -> Kind:
        """The kind of evidence it finds."""
        ...

    def affinity(self, question: Question, scope: Scope) -> float:
        """How far the question speaks its language, 0 to 1."""
        ...

    def find(self, question: Question, scope: Scope) -> Finding:
        """Evidence for the question, or why the sources do not hold it."""
        ...
