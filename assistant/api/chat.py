"""``/v1/chat/completions`` and ``/v1/models`` as OpenAI's clients expect them. Knows no store."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.desk import Desk, FromDesk
from assistant.api.events import stream_events
from assistant.api.metrics import Stopwatch
from assistant.api.problems import Problem, not_found, problem_body, status_of
from assistant.api.shapes import ChatCompletionShape, ModelListShape, ModelShape, answers
from assistant.contract import Json, answer_details
from assistant.errors import AssistantError, Cancelled
from assistant.records import Answer, AnswerEvent, Event, LoadingEvent, Message, SentenceEvent
from assistant.scope import parse_scope
from assistant.service import MAX_QUESTION, WaitEvent
from ingest.errors import IngestError
from retrieval.errors import RetrievalError
from retrieval.records import Language, Scope

MODEL = "assistant"

_QUEUE = 64
_MAX_CHARACTERS = 100_000
QUIET_SECONDS = 15.0
"""After so long without a byte a stream says that it goes on: proxies end what is silent for a minute."""

router = APIRouter(prefix="/v1", tags=["chat"])


class Part(BaseModel):
    """A part of a message. Only ``text`` is read; a question with a part of another type is refused."""

    type: str
    text: str = ""


class ChatMessage(BaseModel):
    """One turn. Instructions of callers (``system``, ``developer``) are accepted and not followed, results of
    their tools (``tool``, ``function``) accepted and not read.
    """

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None

    def text(self) -> str:
        """The words of the turn."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""

    def unread(self) -> list[str]:
        """The types of parts that are not read."""
        parts = self.content if isinstance(self.content, list) else []
        return [part.type for part in parts if part.type != "text"]


class StreamOptions(BaseModel):
    """What else a stream carries."""

    include_usage: bool = False


Words = Annotated[str | list[str], Field(default_factory=list)]


class ChatRequest(BaseModel):
    """A chat request. Fields of OpenAI's API that are not named here are accepted and have no effect.

    Attributes:
        equipment, since, until, sources, language: What the question is restricted to.
    """

    model_config = ConfigDict(extra="ignore")

    model: str = MODEL
    messages: list[ChatMessage] = Field(min_length=1)
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = None
    equipment: Words
    since: str | None = None
    until: str | None = None
    sources: Words
    language: Literal["en", "fr"] | None = None

    def scope(self) -> Scope:
        """The restriction as a record."""
        return parse_scope(
            equipment=[self.equipment] if isinstance(self.equipment, str) else self.equipment,
            since=self.since,
            until=self.until,
            sources=[self.sources] if isinstance(self.sources, str) else self.sources,
            language=self.language,
        )

    def question(self) -> str:
        """The last turn, which must be the user's.

        Raises:
            Problem: It is another's, empty or endless, or holds more than text.
        """
        last = self.messages[-1]
        if last.unread():
            raise Problem(422, f"only text is read, no {last.unread()[0]!r}: ingest pictures as files")
        text = last.text().strip()
        if last.role != "user" or not text:
            raise Problem(422, "the last message must be the user's question")
        if len(text) > MAX_QUESTION:
            raise Problem(
                413, f"the question is longer than {MAX_QUESTION:,} characters: ingest long texts as files"
            )
        if sum(len(message.text()) for message in self.messages) > _MAX_CHARACTERS:
            raise Problem(413, f"the conversation is longer than {_MAX_CHARACTERS:,} characters")
        return text

    def history(self) -> tuple[Message, ...]:
        """The earlier turns of user and assistant."""
        return turns_of(self.messages[:-1])


def turns_of(messages: Sequence[ChatMessage]) -> tuple[Message, ...]:
    """The turns of user and assistant."""
    return tuple(
        Message(role=message.role, content=message.text())
        for message in messages
        if message.role in ("user", "assistant") and message.text()
    )


@router.get("/models", **answers(ModelListShape))
def models() -> Json:
    """The models on offer: one."""
    return {"object": "list", "data": [_model()]}


@router.get("/models/{model}", **answers(ModelShape))
def model(model: str) -> Json:
    """One model."""
    if model != MODEL:
        raise not_found(f"a model called {model!r}: the only one is {MODEL!r}; it")
    return _model()


@router.post("/chat/completions", **answers(ChatCompletionShape, stream=True))
async def chat(body: ChatRequest, request: Request, desk: FromDesk) -> Response:
    """Answers the last message from the sources, with citations; streaming or whole."""
    if body.model != MODEL:
        raise Problem(404, f"there is no model {body.model!r}: the only one is {MODEL!r}")
    asked = _Asked(body, desk)
    if desk.service.state == "loading":
        raise Problem(503, "the assistant is still being set up: ask again in a few seconds")
    if desk.service.state == "failed":
        raise Problem(503, f"the model could not be loaded: {desk.service.why}")
    if desk.service.turns.waiting >= _QUEUE:
        raise Problem(503, f"{_QUEUE} questions are waiting: ask again later")
    if not body.stream:
        return JSONResponse(await _whole(asked, request))
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(asked, request), media_type="text/event-stream", headers=headers)


class _Asked:
    """One question on its way."""

    def __init__(self, body: ChatRequest, desk: Desk) -> None:
        self.id = f"chatcmpl-{uuid.uuid4().hex}"
        self.created = int(time.time())
        self.with_usage = body.stream_options is not None and body.stream_options.include_usage
        self._desk = desk
        self._question = body.question()
        self._history = body.history()
        self._scope = body.scope()
        self._language: Language | None = body.language

    def events(self, cancel: threading.Event) -> Iterator[Event | WaitEvent]:
        """Asks, and counts what comes of it."""
        metrics, watch = self._desk.metrics, Stopwatch()
        outcome, spoken, counted = "failed", False, False
        try:
            for event in self._desk.service.ask(
                self._question,
                history=self._history,
                scope=self._scope,
                language=self._language,
                cancel=cancel,
            ):
                if isinstance(event, SentenceEvent) and not spoken:
                    spoken = True
                    metrics.first_sentence(watch.seconds)
                if isinstance(event, AnswerEvent):
                    usage = event.answer.usage
                    metrics.tokens(prompt=usage.prompt_tokens, completion=usage.completion_tokens)
                    outcome = "abstained" if event.answer.abstained else "answered"
                    metrics.answered("cancelled" if cancel.is_set() else outcome, seconds=watch.seconds)
                    counted = True  # whoever takes the answer may stop listening, which is no cancelling
                yield event
        except Cancelled:
            outcome = "cancelled"
            raise
        finally:
            if not counted:
                metrics.answered("cancelled" if cancel.is_set() else outcome, seconds=watch.seconds)

    def chunk(self, delta: Json, *, finish: str | None = None) -> Json:
        """One chunk of a stream."""
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return {**self._head("chat.completion.chunk"), "choices": [choice]}

    def completion(self, answer: Answer) -> Json:
        """The whole answer."""
        message = {"role": "assistant", "content": answer.text, "refusal": None, **_extras(answer)}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return {**self._head("chat.completion"), "choices": [choice], "usage": _usage(answer)}

    def usage_chunk(self, answer: Answer) -> Json:
        """The chunk after the last one, where the caller asked for the usage."""
        return {**self._head("chat.completion.chunk"), "choices": [], "usage": _usage(answer)}

    def _head(self, kind: str) -> Json:
        return {"id": self.id, "object": kind, "created": self.created, "model": MODEL}


async def _whole(asked: _Asked, request: Request) -> Json:
    async for event in stream_events(request, asked.events):
        if isinstance(event, AnswerEvent):
            return asked.completion(event.answer)
    raise Cancelled("the client left before the answer was there")


async def _stream(asked: _Asked, request: Request) -> AsyncIterator[str]:
    said, spoke = "", time.monotonic()
    yield _data(asked.chunk({"role": "assistant", "content": ""}))
    try:
        async for event in stream_events(request, asked.events):
            if event is None and time.monotonic() - spoke < QUIET_SECONDS:
                continue
            spoke = time.monotonic()
            if event is None:
                yield ": still at work\n\n"
            elif isinstance(event, WaitEvent):
                yield f": waiting, {event.ahead} ahead\n\n"
            elif isinstance(event, LoadingEvent):
                yield ": the language model is being loaded\n\n"
            elif isinstance(event, SentenceEvent):
                said += event.text
                yield _data(asked.chunk({"content": event.text}))
            elif isinstance(event, AnswerEvent):
                answer = event.answer
                rest = answer.text[len(said) :] if answer.text.startswith(said) else ""
                last = {**({"content": rest} if rest else {}), **_extras(answer)}
                yield _data(asked.chunk(last, finish="stop"))
                if asked.with_usage:
                    yield _data(asked.usage_chunk(answer))
    except (AssistantError, RetrievalError, IngestError) as error:
        yield _data(problem_body(status_of(error), str(error), instance=request.url.path))
        return
    yield "data: [DONE]\n\n"


def _extras(answer: Answer) -> Json:
    return {"abstained": answer.abstained, **answer_details(answer)}


def _usage(answer: Answer) -> Json:
    usage = answer.usage
    return {
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "total_tokens": usage.prompt_tokens + usage.completion_tokens,
        "seconds": round(usage.seconds, 3),
        "joules": usage.joules,
    }


def _model() -> Json:
    return {"id": MODEL, "object": "model", "created": 0, "owned_by": "plant-assistant"}


def _data(body: Json) -> str:
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"
