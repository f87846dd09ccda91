"""The tab to ask: a conversation, the evidence beside it, and what a click on the evidence opens."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.errors import AssistantError, Cancelled
from assistant.language import detect_language
from assistant.phrases import stopped as told_stopped
from assistant.records import Answer, AnswerEvent, Citation, GateEvent, LoadingEvent, Message, SentenceEvent
from assistant.service import MAX_QUESTION, WaitEvent
from ingest.errors import IngestError
from retrieval.errors import RetrievalError
from retrieval.records import Language, Scope
from ui.web import present, words
from ui.web.conversations import Conversation, ConversationShelf, new_key
from ui.web.dates import as_iso
from ui.web.errors_french import said_to
from ui.web.evidence import EvidencePanel, nothing
from ui.web.examples import ExampleQuestions
from ui.web.experts import answered_line, asking_line, spoken_line
from ui.web.meant import MeantButton, hidden
from ui.web.stopping import until_stopped
from ui.web.visitor import visitor_language

if TYPE_CHECKING:
    from ui.web.rooms import Rooms

_AT_ONCE = 32
"""Visitors whose questions are taken; the service answers them in turn and tells who waits."""

_OWN_KEY = "(key, own) => [key, sessionStorage.getItem('plant-assistant-tab') || '']"
_KEEP_OWN_KEY = "(own) => { sessionStorage.setItem('plant-assistant-tab', own); return []; }"


class ChatTab:
    """Builds the tab and answers its events. One instance a page; what belongs to one visitor is in
    ``gr.State`` or keyed by the visitor's session."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._evidence = EvidencePanel(rooms)
        self._running: dict[str, threading.Event] = {}
        self._chosen: dict[
            str, int | None
        ] = {}  # the answer whose evidence was clicked, while one is written
        self._shelf = ConversationShelf()
        self._examples = ExampleQuestions(rooms.knowledge)
        self._meant = MeantButton(rooms, history_of)

    def build(self, page: gr.Blocks, tab: gr.Tab, i18n: Any) -> None:
        """Lays the tab out inside the current ``gr.Tab``, which ``tab`` is."""
        cited = gr.State([])
        key = gr.BrowserState(None, storage_key="plant-assistant-conversation")
        own = gr.Textbox(visible=False)
        with gr.Row(equal_height=False):
            with gr.Column(scale=6):
                chat = gr.Chatbot(
                    elem_id="chat", height=520, show_label=False, buttons=["copy"], layout="bubble",
                )  # fmt: skip
                experts = gr.HTML(elem_id="experts")
                question = gr.Textbox(
                    label=i18n("question"), placeholder=i18n("question_placeholder"), lines=1,
                    max_lines=6, max_length=MAX_QUESTION, autofocus=True, elem_id="question",
                )  # fmt: skip
                with gr.Row(elem_id="asking"):
                    send = gr.Button(i18n("send"), variant="primary", elem_id="send", size="md")
                    stop = gr.Button(
                        i18n("stop"), variant="stop", elem_id="stop", interactive=False, size="md"
                    )
                    new = gr.Button(i18n("new"), elem_id="new", size="md")
                scope = self._scope(i18n)
            with gr.Column(scale=5):
                gr.Markdown(i18n("evidence"), elem_id="evidence-title")
                cards = self._evidence.cards(marks_of="#chat")
                meant, picked = self._meant.build()
                shown = self._evidence.views(i18n)
        outputs = [chat, experts, cited, cards, question, send, stop]
        example = chat.example_select(self.take_example, None, [question], queue=False)
        taken = meant.click(
            self._meant.take, [picked, chat], [meant, picked, question], show_progress="hidden"
        )
        for trigger in (send.click, question.submit, example.then, taken.then):
            trigger(  # of the answer before
                lambda: (*nothing(), *hidden()), None, [*shown, meant, picked], queue=False,
                show_progress="hidden",
            )  # fmt: skip
            trigger(
                self.answer, [question, chat, cited, own, *scope], outputs, concurrency_id="answer",
                concurrency_limit=_AT_ONCE, show_progress="minimal",
            ).then(self.open_first, [cited], [cards, *shown], show_progress="hidden").then(
                self.keep, [own, chat, experts, cited], [key], show_progress="hidden"
            )  # fmt: skip
        stop.click(self.stop, queue=False)
        cards.select(self.open, [cited], [cards, *shown], show_progress="hidden", trigger_mode="multiple")
        cards.select(self._meant.offer, [cited], [meant, picked], queue=False, show_progress="hidden")
        for emptied in (new.click, chat.clear):
            emptied(hidden, None, [meant, picked], queue=False)
            emptied(self.clear, [own], [key, chat, experts, cited, cards, *shown], queue=False)
        tab.select(self.welcome, None, [chat], show_progress="hidden")
        page.load(
            self.take_up, [key, own], [own, chat, experts, cited, cards], show_progress="hidden", js=_OWN_KEY
        ).then(self.open_first, [cited], [cards, *shown], show_progress="hidden").then(
            None, [own], None, js=_KEEP_OWN_KEY
        )

    def _scope(self, i18n: Any) -> list[Any]:
        with gr.Accordion(i18n("scope"), open=False), gr.Row():
            return [
                gr.Textbox(label=i18n("scope_equipment"), elem_id="scope-equipment"),
                gr.Textbox(label=i18n("scope_source"), elem_id="scope-source"),
                gr.Textbox(label=i18n("scope_since"), elem_id="scope-since"),
                gr.Textbox(label=i18n("scope_until"), elem_id="scope-until"),
            ]

    def _greeting(self, language: str) -> dict[str, Any]:
        """What an empty conversation shows: how much was read in, and questions to begin with."""
        count = len(self._rooms.knowledge.catalogue.documents())
        examples = self._examples.of("fr" if language == "fr" else "en") if count else ()
        return {
            "placeholder": (words.FILLED if count else words.EMPTY)[language].format(count=count),
            "examples": [{"text": one, "display_text": one.replace(" ?", "\u00a0?")} for one in examples],
        }

    def welcome(self, request: gr.Request) -> Any:
        """The greeting, anew: files may have been read in meanwhile."""
        self._rooms.knowledge.refresh()
        return gr.update(**self._greeting(visitor_language(request)))

    def take_example(self, event: gr.SelectData) -> str:
        """The example that was clicked, as the question."""
        return str(event.value["text"])

    def take_up(self, key: str | None, own: str | None, request: gr.Request) -> tuple[Any, ...]:
        """What was said before the page was loaded again, or the welcome.

        Args:
            key: Of the conversation that this browser last spoke in: a new tab goes on from a copy of it.
            own: Of this tab's conversation, where the tab had one.
        """
        before, language = self._shelf.take_up(own or key), visitor_language(request)
        cited = [list(citations) for citations in before.cited]
        cards = present.evidence_cards(cited[-1] if cited else (), language=language, turn=len(cited) - 1)
        chat = gr.update(value=list(before.turns), **self._greeting(language))
        own = own or (self._shelf.keep(None, before) if before.turns else new_key())
        return own, chat, before.experts, cited, cards

    def keep(
        self, own: str | None, turns: list[dict[str, Any]], experts: str, cited: list[list[Citation]]
    ) -> str:
        """Keeps the tab's conversation for when its page is loaded again; gives its key, for the browser."""
        said = tuple({"role": turn["role"], "content": _text(turn["content"])} for turn in turns)
        known = tuple(tuple(citations) for citations in cited)
        return self._shelf.keep(own, Conversation(turns=said, experts=experts or "", cited=known))

    def answer(
        self, asked: str, turns: list[dict[str, Any]], cited: list[list[Citation]], own: str, equipment: str,
        source: str, since: str, until: str, request: gr.Request,
    ) -> Iterator[tuple[Any, ...]]:  # fmt: skip
        """Streams one answer into the conversation; whole sentences, none taken back.

        Args:
            cited: The citations of each answer before, which stay open to a click.
        """
        asked, visitor = asked.strip(), visitor_language(request)
        if (request.session_hash or "") in self._running:
            gr.Info(words.STILL_WRITING[visitor])
            yield (gr.skip(),) * 7
            return
        if not asked:
            yield turns, gr.skip(), gr.skip(), gr.skip(), "", _on(), _off()
            return
        language = "fr" if detect_language(asked) == "fr" else "en"
        history, past = history_of(turns), cited_by_turn(cited, turns)
        turns = [*turns, {"role": "user", "content": present.as_markdown(asked)}]
        cancel = self._running[request.session_hash or ""] = threading.Event()
        self._chosen[request.session_hash or ""] = None
        self.keep(
            own, [*turns, _turn(words.INTERRUPTED[language])], "", [*past, []]
        )  # for a reload meanwhile
        try:
            scope = scope_of(equipment=equipment, source=source, since=since, until=until)
            shown, box = tuple[Any, ...](), ""  # emptied once: the next question may be typed meanwhile
            for text, experts, found in self._stream(asked, history, scope, language, cancel):
                if (
                    self._running.get(request.session_hash or "") is not cancel
                ):  # a new conversation was begun
                    yield *(gr.skip(),) * 5, _on(), _off()
                    return
                cards = present.evidence_cards(found, language=visitor, turn=len(past))
                if self._chosen.get(request.session_hash or "") not in (None, len(past)):
                    cards = gr.skip()
                shown = ([*turns, _turn(text)], experts, [*past, found], cards)
                yield *shown, box, _off(), _on()
                box = gr.skip()
            yield *shown, box, _on(), _off()
        except (AssistantError, RetrievalError, IngestError, ValueError) as error:
            said = _turn(f"⚠ {present.as_markdown(said_to(error, language))}")
            yield [*turns, said], gr.skip(), gr.skip(), gr.skip(), gr.skip(), _on(), _off()
        finally:
            cancel.set()
            if self._running.get(request.session_hash or "") is cancel:
                del self._running[request.session_hash or ""]

    def _stream(
        self, asked: str, history: tuple[Message, ...], scope: Scope,
        language: str, cancel: threading.Event,
    ) -> Iterator[tuple[str, str, list[Citation]]]:  # fmt: skip
        """The answer as it grows: its Markdown, its line of experts and its citations."""
        if not self._rooms.knowledge.catalogue.documents():
            yield words.EMPTY[language], "", []
            return
        raw, text, experts, found = "", "", "", list[Citation]()
        spoken: Language = "fr" if language == "fr" else "en"
        yield "…", "", []
        events = self._rooms.ask(asked, history=history, scope=scope, cancel=cancel)
        try:
            for event in until_stopped(events, cancel):
                if isinstance(event, WaitEvent):
                    said = words.WAITING[language].format(ahead=event.ahead)
                    yield said if event.ahead else words.SETTING_UP[language], "", []
                    continue
                if isinstance(event, LoadingEvent):
                    yield f"{text}\n\n{words.LOADING[language]}".strip(), experts, found
                    continue
                if isinstance(event, GateEvent):
                    experts = asking_line(event.weights, language=language)
                elif isinstance(event, SentenceEvent):
                    raw += event.text
                    text = present.as_markdown(raw, language=spoken)
                    found.extend(event.citations)
                elif isinstance(event, AnswerEvent):
                    text = _whole(event.answer, spoken, stopped=cancel.is_set())
                    found = list(event.answer.citations or event.answer.nearest)
                    experts = answered_line(event.answer, language=language)
                    experts += spoken_line(event.answer, language=language)
                yield text or "…", experts, found
        except Cancelled:  # what was said stays
            yield f"{text}\n\n{words.STOPPED[language]}".strip(), "", found

    def stop(self, request: gr.Request) -> None:
        """Stops this visitor's answer; what was said stays."""
        cancel = self._running.get(request.session_hash or "")
        if cancel is not None:
            cancel.set()

    def open_first(self, cited: list[list[Citation]], request: gr.Request) -> tuple[Any, ...]:
        """Opens the first evidence once the answer is whole, unless another was clicked meanwhile."""
        session = request.session_hash or ""
        if session in self._running:
            return (gr.skip(),) * (1 + len(nothing()))
        citations = cited[-1] if cited else []
        first = citations[0].n if citations and not citations[0].is_near else None
        language, turn = visitor_language(request), len(cited) - 1
        opened = self._evidence.open(citations, first, language=language, turn=turn)
        # drawing a page takes a while: what was clicked by then is shown already
        if self._chosen.pop(session, None) is not None:
            return (gr.skip(),) * (1 + len(nothing()))
        return opened

    def open(self, cited: list[list[Citation]], event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Opens the evidence that was clicked: a card's, or a marker's of any answer."""
        turn = int(event.turn)
        if (request.session_hash or "") in self._chosen:
            self._chosen[request.session_hash or ""] = turn
        citations = cited[turn] if 0 <= turn < len(cited) else []
        return self._evidence.open(citations, int(event.n), language=visitor_language(request), turn=turn)

    def clear(self, own: str | None, request: gr.Request) -> tuple[Any, ...]:
        """Starts a new conversation and forgets the one before: the browser may keep its key."""
        running = self._running.pop(request.session_hash or "", None)
        if running is not None:
            running.set()
        self._shelf.forget(own)
        return None, [], "", [], present.evidence_cards(()), *nothing()


def history_of(turns: list[dict[str, Any]]) -> tuple[Message, ...]:
    """The earlier turns as plain messages, footers and escapes taken off."""
    return tuple(Message(role=turn["role"], content=present.plain(_text(turn["content"]))) for turn in turns)


def cited_by_turn(cited: list[list[Citation]], turns: list[dict[str, Any]]) -> list[list[Citation]]:
    """The citations of each answer of the conversation; none of those that failed."""
    answers = sum(turn["role"] == "assistant" for turn in turns)
    return [*cited, *([] for _ in range(answers))][:answers]


def _whole(answer: Answer, language: Language, *, stopped: bool) -> str:
    """An answer with its footer; that it was stopped is said once."""
    text = "" if stopped and answer.text == told_stopped(answer.language) else answer.text
    mark = words.STOPPED[language] if stopped else ""
    return f"{present.as_markdown(text, language=language)}\n\n{mark} {present.footer(answer)}".strip()


def _text(content: Any) -> str:
    """Gradio gives a turn's content as text or as a list of parts."""
    if isinstance(content, str):
        return content
    return "\n".join(part.get("text", "") for part in content if isinstance(part, dict))


def scope_of(*, equipment: str | None, source: str | None, since: str | None, until: str | None) -> Scope:
    """The restriction from the fields of the page.

    Raises:
        ValueError: A date is not of the form YYYY-MM-DD.
    """
    return Scope(
        equipment=_names(equipment),
        sources=_names(source),
        since=_date(since),
        until=_date(until, end=True),
    )


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())


def _date(text: str | None, *, end: bool = False) -> datetime | None:
    text = as_iso(text)
    if not text:
        return None
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is not a date: write it as 2024-06-30") from None
    return day.replace(hour=23, minute=59, second=59) if end and len(text) == 10 else day


def _turn(text: str) -> dict[str, Any]:
    return {"role": "assistant", "content": text}


def _off() -> Any:
    return gr.update(interactive=False)


def _on() -> Any:
    return gr.update(interactive=True)
