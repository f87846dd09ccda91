"""What the routes answer, as OpenAPI describes it. Describes alone: nothing is checked or changed by it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field, RootModel

from retrieval.records import JobState

Number = float | None
Cell = str | int | float | bool | None


def answers(shape: type[BaseModel], *, status: int = 200, stream: bool = False) -> dict[str, Any]:
    """Options of a route that answers JSON of that shape.

    Args:
        stream: Where it may answer a stream of events too.
    """
    described: dict[str, Any] = {"model": shape, "description": (shape.__doc__ or "").partition("\n")[0]}
    if stream:
        chunks = "Chunks as OpenAI sends them; the last one has the fields of the message."
        described["content"] = {"text/event-stream": {"schema": {"type": "string", "description": chunks}}}
    return {"response_model": None, "responses": {status: described}}


class FigureShape(BaseModel):
    """A figure of a page with its frame."""

    label: str | None
    caption: str
    page: int
    box: list[float]
    unit: str


class RowsShape(BaseModel):
    """The result of a query: its first rows, and how many there are."""

    columns: list[str]
    values: list[list[Cell]]
    total: int
    matched: int | None
    row_numbers: list[int]


class CitationShape(BaseModel):
    """A place in a source; every field is there, null where it does not apply."""

    n: int
    source: str
    kind: str = Field(description="text, table, series or drawing")
    page: int | None
    boxes: list[list[float]] = Field(description="x0, y0, x1, y1 from the top-left corner, in unit")
    unit: str
    label: str | None
    rows: RowsShape | None
    sql: str | None
    sensor: str | None
    start: str | None
    end: str | None
    figure: FigureShape | None
    quote: str
    caveats: list[str]
    reading: str | None = Field(description="of a reading of the question: what confirms it")
    confirmed: bool
    score: Number


class TokenShape(BaseModel):
    """A token, and the share of each expert of a mixture in it."""

    text: str
    experts: dict[str, float]


class SentenceShape(BaseModel):
    """A sentence, and the numbers of the citations that hold it."""

    text: str
    supported: bool
    citations: list[int]
    tokens: list[TokenShape] = Field(default=[], description="only where a mixture of experts wrote it")


class ExpertShape(BaseModel):
    """An expert that was asked or answered."""

    name: str
    weight: Number
    seconds: float
    answered: bool


class RemovedShape(BaseModel):
    """What the model wrote and the evidence did not hold."""

    text: str
    reason: str


class AnswerMessageShape(BaseModel):
    """The answer. ``abstained`` where the sources do not hold one."""

    role: Literal["assistant"]
    content: str
    refusal: None
    abstained: bool
    citations: list[CitationShape]
    sentences: list[SentenceShape]
    experts: list[ExpertShape]
    answered_by: list[str]
    gate: dict[str, Number]
    route: str | None
    removed: list[RemovedShape]
    nearest: list[CitationShape]


class ChoiceShape(BaseModel):
    """The one choice."""

    index: int
    message: AnswerMessageShape
    logprobs: None
    finish_reason: Literal["stop"]


class UsageShape(BaseModel):
    """Tokens of the language model: none where no model wrote."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    seconds: float
    joules: Number


class ChatCompletionShape(BaseModel):
    """A chat completion with its evidence."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[ChoiceShape]
    usage: UsageShape


class ModelShape(BaseModel):
    """A model."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class ModelListShape(BaseModel):
    """The models on offer."""

    object: Literal["list"]
    data: list[ModelShape]


class DocumentShape(BaseModel):
    """A source in a revision."""

    id: str
    object: Literal["document"]
    source: str
    collection: str
    path: str
    media: str
    title: str
    language: str
    pages: int | None
    revision: int
    printed_revision: str | None
    date: str | None
    equipment: list[str]
    ingested_at: str
    sha256: str
    superseded_by: str | None
    warnings: list[str]


class QuarantinedShape(BaseModel):
    """A file that did not come in, and what mends it."""

    source: str
    reason: str
    hint: str
    at: str


class DocumentListShape(BaseModel):
    """Sources, and files in quarantine."""

    object: Literal["list"]
    data: list[DocumentShape]
    total: int
    has_more: bool
    quarantined: list[QuarantinedShape]


class JobShape(BaseModel):
    """A delivery of files."""

    id: str
    object: Literal["job"]
    kind: str
    status: JobState
    progress: float
    files: list[str]
    collection: str | None = Field(description="as it was asked for; result tells the sources that were made")
    result: dict[str, Any] | None = Field(
        description="done: ingested, skipped, quarantined and documents with their ids; failed: error"
    )
    created_at: str
    updated_at: str


class ColumnShape(BaseModel):
    """A column of a table."""

    name: str
    type: str
    unit: str | None


class TableShape(BaseModel):
    """A table of a source."""

    name: str
    title: str
    rows: int
    columns: list[ColumnShape]


class SensorShape(BaseModel):
    """A sensor of a log."""

    name: str
    unit: str | None


class SeriesShape(BaseModel):
    """A log of a source."""

    name: str
    rows: int
    start: str
    end: str
    step_seconds: Number
    sensors: list[SensorShape]


class DocumentDetailsShape(DocumentShape):
    """A source with what was found in it."""

    chunks: int
    tables: list[TableShape]
    series: list[SeriesShape]
    figures: list[FigureShape]
    entities: int


class DocumentOrJobShape(RootModel[DocumentDetailsShape | JobShape]):
    """A source with what was found in it, or a delivery: ``object`` tells which."""


class DeletedDocumentShape(BaseModel):
    """What was deleted: the source and what was attached to it."""

    id: str
    object: Literal["document"]
    deleted: bool
    sources: list[str]


class HitShape(BaseModel):
    """A passage, with the score that each searcher gave."""

    source: str
    kind: str
    page: int | None
    label: str | None
    headings: list[str]
    text: str
    boxes: list[list[float]]
    unit: str
    identifiers: list[str]
    score: Number
    scores: dict[str, Number]
    chunk_id: str


class ConfirmedShape(BaseModel):
    """A question, and the reading of a register that it was said to mean."""

    object: Literal["reading.confirmed"]
    id: str
    question: str
    language: str
    source: str
    told: str = Field(description="what the reading gave when it was confirmed")
    reading: dict[str, Any] = Field(description="the register, and what of it is told, in its own names")
    at: str


class ConfirmedListShape(BaseModel):
    """All that was confirmed, the first one first."""

    object: Literal["list"]
    data: list[ConfirmedShape]


class DeletedConfirmationShape(BaseModel):
    """A confirmation that was taken back."""

    object: Literal["reading.confirmed"]
    id: str
    deleted: bool


class SearchShape(BaseModel):
    """The passages nearest to a query, best first."""

    object: Literal["list"]
    query: str
    data: list[HitShape]


class ReportAskedShape(BaseModel):
    """Which report was asked for."""

    report: str
    equipment: str
    since: str | None
    until: str | None
    language: str | None


class ReportJobShape(BaseModel):
    """A report: how far it is, and what it says."""

    id: str
    object: Literal["report.job"]
    status: JobState
    progress: float
    asked: ReportAskedShape
    result: dict[str, Any] | None = Field(description="done: title and citations; failed: error")
    report: dict[str, Any] | None = Field(description="the report, as its file in JSON has it")
    created_at: str
    updated_at: str
