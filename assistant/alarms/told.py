"""What a journal tells to a question: evidence, or why it cannot be told. A record only."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer.

    Attributes:
        reasons: Each with its statement.
        refusal: Said instead where the journal lacks what is needed.
        listed: True where each reason is said on a line of its own.
    """

    reasons: tuple[Evidence, ...] = ()
    refusal: str | None = None
    listed: bool = False
