"""An app over an empty data folder, with an assistant that answers from a script."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.records import (
    Answer,
    AnswerEvent,
    Citation,
    Event,
    ExpertUse,
    GateEvent,
    Message,
    Removed,
    Rows,
    Sentence,
    SentenceEvent,
    Usage,
)
from assistant.service import AssistantService
from assistant.settings import Settings
from retrieval import revisions
from retrieval.database import writer
from retrieval.knowledge import Knowledge, KnowledgeSettings
from retrieval.records import Chunk, Document, Language, Revision, Scope, Sensor, SeriesRef

CITATION = Citation(
    n=1,
    source="plant/std.pdf",
    kind="text",
    quote="shall not exceed 4.5 mm/s",
    score=0.9,
    page=2,
    boxes=((1, 2, 3, 4),),
)
ROWS = Rows(columns=("n", "x"), values=((3, float("nan")),), total=1, matched=3)


class FakeAssistant:
    """Says two sentences, or raises what it is told to; notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Sequence[Message], Scope, Language | None]] = []
        self.error: Exception | None = None
        self.hold: threading.Event | None = None
        self.cancelled = threading.Event()

    def ask(
        self,
        text: str,
        *,
        history: Sequence[Message] = (),
        scope: Scope | None = None,
        language: Language | None = None,
        cancel: threading.Event | None = None,
    ) -> Iterator[Event]:
        self.asked.append((text, history, scope or Scope(), language))
        yield GateEvent(weights={"text": 0.8})
        yield SentenceEvent(text="The limit is 4.5 mm/s [1].", citations=(CITATION,))
        if self.hold is not None and cancel is not None:
            while not self.hold.wait(0.02):
                if cancel.is_set():
                    self.cancelled.set()
                    return
        if self.error is not None:
            raise self.error
        yield SentenceEvent(text=" It holds for all pumps.", citations=())
        yield AnswerEvent(
            answer=Answer(
                text="The limit is 4.5 mm/s [1]. It holds for all pumps.",
                abstained=False,
                language="en",
                citations=(CITATION,),
                sentences=(Sentence(text="The limit is 4.5 mm/s.", supported=True, citations=(1,)),),
                experts=(ExpertUse(name="text", weight=0.8, seconds=0.1),),
                removed=(Removed(text="It is blue.", reason="no evidence"),),
                usage=Usage(prompt_tokens=10, completion_tokens=7, seconds=0.5),
                question=text,
            )
        )


@pytest.fixture
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def service(fake: FakeAssistant) -> AssistantService:
    service = AssistantService(lambda: fake)
    service.load()
    return service


@pytest.fixture
def knowledge(tmp_path: Path) -> Iterator[Knowledge]:
    knowledge = Knowledge.open(tmp_path / "data", settings=KnowledgeSettings())
    yield knowledge
    knowledge.close()


@pytest.fixture
def stored(knowledge: Knowledge) -> Document:
    """A source in the catalogue; its vectors are none of the API's business."""
    key = knowledge.objects.put_bytes(b"hello")
    document = Document(
        id="doc-1", source="plant/a.txt", collection="plant", path="a.txt", media="text", sha256=key,
        revision=1, title="A", language="en", ingested_at=datetime(2025, 1, 2, tzinfo=UTC), pages=1,
    )  # fmt: skip
    put_in(knowledge, Revision(document=document, chunks=(chunk_of(document),)))
    return document


def chunk_of(document: Document) -> Chunk:
    return Chunk(
        id=f"{document.id}-0", source=document.source, kind="text", ordinal=0, text="Pump P-101 runs."
    )


def put_in(knowledge: Knowledge, revision: Revision) -> None:
    """Writes to the catalogue alone, so that no embedding model is loaded."""
    from retrieval import revisions
    from retrieval.database import writer

    with writer(knowledge.catalogue.engine).begin() as connection:
        key, _ = revisions.stage(connection, revision)
        revisions.activate(connection, key)


@pytest.fixture
def make_client(
    service: AssistantService, knowledge: Knowledge, tmp_path: Path
) -> Iterator[Callable[..., TestClient]]:
    opened: list[TestClient] = []

    def make(*, keys: tuple[str, ...] = (), token: str | None = None, loopback: bool = True) -> TestClient:
        settings = Settings(data=tmp_path / "data", keys=keys, engine="scripted")
        app = create_app(service, knowledge, settings, local_token=token, loopback=loopback)
        client = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
        client.__enter__()
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(make_client: Callable[..., TestClient]) -> TestClient:
    return make_client()


@pytest.fixture
def put_log(knowledge: Knowledge) -> Callable[..., str]:
    """Puts a log of columns in, one row each ``step_seconds`` from 1 March 2024; gives the name to ask for."""

    def put(
        columns: Mapping[str, npt.NDArray[np.float64]],
        *,
        step_seconds: int,
        name: str = "pump",
        start: datetime = datetime(2024, 3, 1),
    ) -> str:
        rows = len(next(iter(columns.values())))
        times = np.datetime64(start, "us") + np.arange(rows) * np.timedelta64(step_seconds, "s")
        file = io.BytesIO()
        pq.write_table(pa.table({"_row": np.arange(rows), "time": times, **columns}), file)
        original, parquet = knowledge.objects.put_bytes(b"log"), knowledge.objects.put_bytes(file.getvalue())
        document = Document(
            id=f"doc-log-{name}", source=f"plant/logs/{name}.csv", collection="plant", path=f"logs/{name}.csv",
            media="table", sha256=original, revision=1, title=name, language="und",
            ingested_at=datetime(2025, 1, 2, tzinfo=UTC),
        )  # fmt: skip
        ref = SeriesRef(
            id=f"series-{name}", source=document.source, name=name,
            sensors=tuple(Sensor(name=name) for name in columns), start=start,
            end=start + timedelta(seconds=step_seconds * (rows - 1)), row_count=rows,
            step_seconds=float(step_seconds), parquet=parquet,
        )  # fmt: skip
        with writer(knowledge.catalogue.engine).begin() as connection:
            key, _ = revisions.stage(connection, Revision(document=document, series=(ref,)))
            revisions.activate(connection, key)
        return f"{name}.csv"

    return put
