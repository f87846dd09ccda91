"""What came of one case. Knows the form in the journal, not how it was scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

PRODUCT = "product"
"""Name of our own answers in a journal; baselines have theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """One line of the journal.

    Attributes:
        system: ``product`` or the name of a baseline.
        scores: The metrics of the benchmark for this case, each 0 to 1.
        correct: Whether the answer counts as right.
        cited: Whether a citation holds; None where none is expected.
        seconds, first_seconds: Whole answer and first checked words, wall time.
        error: What went wrong; the scores of such a case are 0 and it is asked again on a re-run.
    """

    id: str
    system: str
    kind: str
    language: str
    answerable: bool
    question: str
    answer: str
    abstained: bool
    scores: Mapping[str, float]
    correct: bool
    why: str
    cited: bool | None = None
    citations: tuple[str, ...] = ()
    experts: tuple[str, ...] = ()
    seconds: float = 0.0
    first_seconds: float | None = None
    error: str | None = None

    def to_json(self) -> dict[str, object]:
        """As it stands in the journal."""
        return asdict(self)

    @classmethod
    def from_json(cls, record: Mapping[str, object]) -> CaseResult:
        """The result of a journal's line.

        Raises:
            TypeError: A field is missing or unknown.
        """
        lists = {name: tuple(value) for name, value in record.items() if isinstance(value, list)}
        return cls(**{**record, **lists})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunHeader:
    """What a journal belongs to; a run continues it only where all is equal."""

    benchmark: str
    settings: Mapping[str, object] = field(default_factory=dict)
