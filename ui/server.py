"""Page, API and counters in one process on one port, and the note that commands find it by.

Knows processes and sockets; knows no question and no layout.
"""

from __future__ import annotations

import hmac
import ipaddress
import logging
import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import uvicorn

from assistant.api.app import create_app
from assistant.api.desk import Desk
from assistant.build import build_assistant, build_forecasters
from assistant.build_knowledge import open_knowledge
from assistant.errors import SettingsError
from assistant.library import Upload
from assistant.locate import Locator
from assistant.records import Message
from assistant.service import AssistantService
from assistant.study.shelf import StudyShelf
from assistant.warming import WarmedModel
from ui.running import RunningServer, ServerError, find_server, note_server, remove_note
from ui.web.study_page import study_routes

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.answer import Assistant
    from assistant.settings import Settings
    from retrieval.knowledge import Knowledge

logger = logging.getLogger(__name__)

_GRACE_SECONDS = 5
_SLOTS = {"openai": 4}
"""Answers at the same time; one where the model is in this process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where to listen.

    Attributes:
        port: 0 takes a free one.
        insecure: Listen beyond this machine although no key is configured.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    insecure: bool = False

    @property
    def is_loopback(self) -> bool:
        """True where nobody but this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def serve_until_stopped(
    settings: Settings, *, address: Address, listening: Callable[[str, int], None]
) -> None:
    """Serves the data folder of the settings; returns when the process is told to stop.

    Args:
        listening: Called with the address and the process id as soon as requests are taken.

    Raises:
        SettingsError: The address is public and there are no keys.
        ServerError: Another server holds the data folder, or the port is taken.
    """
    if not address.is_loopback and not settings.keys and not address.insecure:
        raise SettingsError(
            f"{address.host} can be reached from other machines: set ASSISTANT_KEYS, or give --insecure"
        )
    running = find_server(settings.data)
    if running is not None:
        raise ServerError(f"a server already serves {settings.data}: {running.url} (process {running.pid})")
    listener = _bind(address)
    knowledge = open_knowledge(settings)
    service = AssistantService(
        lambda: _built(settings, knowledge), slots=_SLOTS.get(settings.engine, 1), models=models_of
    )
    token = secrets.token_urlsafe(32)
    app = create_app(service, knowledge, settings, local_token=token, loopback=address.is_loopback)
    app.include_router(study_routes(StudyShelf(settings.data)))
    mount_page(app, settings)
    server = _Server(app, lambda: _announce(settings.data, listener, token, listening))
    threading.Thread(target=_set_up, args=[service], name="set-up", daemon=True).start()
    try:
        with _terminated_gently():
            server.run(sockets=[listener])
    finally:
        remove_note(settings.data, pid=os.getpid())
        listener.close()
        knowledge.close()


def mount_page(app: FastAPI, settings: Settings) -> None:
    """Puts the chat page at ``/``; with keys configured it asks for one as its password."""
    import gradio

    from ui.web.page import build_page, page_options

    desk: Desk = app.state.desk
    keys = [key.get_secret_value().encode() for key in settings.keys]

    def may_enter(_user: str, password: str) -> bool:
        found = [hmac.compare_digest(password.encode(), key) for key in keys]  # every key, in constant time
        return any(found)

    gradio.mount_gradio_app(
        app,
        build_page(rooms_of(desk)),
        path="/",
        auth=may_enter if keys else None,
        auth_message="Any user name; the password is a key of this server." if keys else None,
        **page_options(),
    )


def rooms_of(desk: Desk) -> Any:
    """What the page needs of the desk."""
    from ui.web.rooms import Rooms

    def ingest(
        files: Sequence[Path], collection: str, heard: Callable[[int, int], None]
    ) -> Mapping[str, Any]:
        report = desk.library.ingest_uploads(
            [Upload(path=file, name=file.name) for file in files],
            collection=collection,
            progress=lambda progress: heard(progress.done, progress.total),
        )
        return report.to_json()

    def confirm(question: str, reading: str, history: Sequence[Message]) -> object:
        with desk.service.taken() as assistant:
            return assistant.confirm(question, reading, history=history)

    def unconfirm(question: str, history: Sequence[Message]) -> object:
        with desk.service.taken() as assistant:
            return assistant.unconfirm(question, history=history)

    return Rooms(
        knowledge=desk.knowledge,
        ask=desk.service.ask,
        confirm=confirm,
        unconfirm=unconfirm,
        pictures=desk.pictures,
        forget=desk.library.forget,
        forecasters=lambda: build_forecasters(desk.settings, "auto"),
        locate=Locator(desk.knowledge),
        ingest=ingest,
    )


class _Server(uvicorn.Server):
    """A server that says when it takes requests."""

    def __init__(self, app: FastAPI, listening: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                timeout_graceful_shutdown=_GRACE_SECONDS,
                server_header=False,
            )
        )
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts, then announces itself."""
        await super().startup(sockets=sockets)
        if self.started:
            self._listening()


def _announce(
    folder: Path, listener: socket.socket, token: str, listening: Callable[[str, int], None]
) -> None:
    host, port = listener.getsockname()[:2]
    local = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    url = f"http://[{local}]:{port}" if ":" in local else f"http://{local}:{port}"
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    note_server(folder, RunningServer(pid=os.getpid(), url=url, token=token, since=since))
    listening(url, os.getpid())


def _bind(address: Address) -> socket.socket:
    try:
        family, _, _, _, place = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise SettingsError(f"{address.host} is no address of this machine: {error.strerror}") from error
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
    except OSError as error:
        listener.close()
        raise ServerError(
            f"cannot listen on {address.host}:{address.port} ({error.strerror}): choose another --port"
        ) from error
    return listener


def _set_up(service: AssistantService[Assistant]) -> None:
    """Makes the service answer, then brings its models into memory."""
    service.load()
    service.warm()


def _built(settings: Settings, knowledge: Knowledge) -> Assistant:
    """The assistant; a model that must be loaded to tell what it can do is in memory."""
    assistant = build_assistant(settings, knowledge=knowledge)
    if not assistant.engine.is_known:
        assistant.engine.load()
    return assistant


def models_of(assistant: Assistant) -> Iterator[WarmedModel]:
    """The models of an assistant, those first that more answers need."""
    knowledge = assistant.knowledge
    yield WarmedModel("encoders", lambda: knowledge.index.embedder.encode(["warm up"]))
    if knowledge.catalogue.documents():
        yield WarmedModel("index", lambda: knowledge.search("warm up", top_k=1))
    for expert in assistant.gate.experts.values():
        load = getattr(expert, "load", None)
        if load is not None:
            yield WarmedModel("reader", load)
    yield WarmedModel("language", assistant.engine.load, needed=False)


@contextmanager
def _terminated_gently() -> Iterator[None]:
    """A request to end (SIGTERM) ends the block as Ctrl-C does, so that what follows it runs."""

    def end(_number: int, _frame: object) -> NoReturn:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
