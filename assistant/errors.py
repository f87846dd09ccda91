"""Errors of the assistant.

AssistantError
├── SettingsError   a setting is unknown, missing or cannot be used
├── EngineError     the language model did not answer
│   └── EngineUnavailable   the server or the weights are not there
├── BadScope        what restricts a question is no date, language or period
├── BadRegister     a register has no column that tells tags or drawings
├── UnknownClause   no document that was ingested has a clause of that number
├── UnknownEquipment   no source names the equipment
├── BadStudy        a study's definition cannot be used
├── StudyRefused    a study does not do what is asked of it (no such participant, already begun)
├── QueryRefused    a query is not one read-only statement, or ran past its limit
└── Cancelled       the user stopped the answer
"""

from __future__ import annotations


class AssistantError(Exception):
    """Root of what the assistant raises; the message says what is wrong and what mends it."""


class SettingsError(AssistantError):
    """A setting is unknown, missing or cannot be used."""


class EngineError(AssistantError):
    """The language model did not answer."""


class EngineUnavailable(EngineError):
    """The model's server cannot be reached, or its weights are not there."""


class BadScope(AssistantError):
    """What restricts a question is no date, no language, or a period without a day."""


class BadRegister(AssistantError):
    """A register has no column that tells tags or drawings."""


class UnknownClause(AssistantError):
    """No document that was ingested has a clause of that number."""


class UnknownEquipment(AssistantError):
    """No source names the equipment; the message says which names are like it."""

    exit_code = 2


class BadStudy(AssistantError):
    """A study's definition cannot be used; the message names the file, the place in it and what mends it."""

    exit_code = 2


class StudyRefused(AssistantError):
    """A study does not do what is asked of it: no such participant, already begun, nothing to analyse."""

    exit_code = 2


class QueryRefused(AssistantError):
    """A query is not one read-only statement, or it ran past its time limit."""


class Cancelled(AssistantError):
    """The user stopped the answer."""
