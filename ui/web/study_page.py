"""Where participants of a study answer: ``/study/NAME`` of the server, apart from the chat.

Knows requests and steps, not how answers are kept. The code that the researcher hands out is what lets a
participant in, so that nobody needs a key of the server and nobody who answers gets to the chat with one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Cookie, Form, Header, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse

from assistant.errors import BadStudy, StudyRefused
from assistant.study.case_fields import checked_answer
from assistant.study.pictures import pictures_of
from assistant.study.records import Stage, StudyLanguage
from assistant.study.session import BadReply, Consent, Decide, Describe, Session
from assistant.study.shelf import OpenStudy, StudyShelf
from ui import study_words as words
from ui.web import study_html as html
from ui.web.words import language_of

_COOKIE = "study_code"
_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_WRONG_SECONDS = 0.5
_ATTRIBUTE = "attribute_"
_SURE = {str(value): value / 100.0 for value in range(101)}

Code = Annotated[str | None, Cookie(alias=_COOKIE, max_length=64)]
Accept = Annotated[str | None, Header(alias="accept-language", max_length=500)]


def study_routes(shelf: StudyShelf, *, wait: Callable[[float], None] = time.sleep) -> APIRouter:
    """The pages of all open studies.

    Args:
        wait: Holds back who enters a wrong code, so that codes cannot be tried through.
    """
    router = APIRouter(prefix="/study", include_in_schema=False)
    pages = _Pages(shelf, wait)
    router.add_api_route("/{name}", pages.show, methods=["GET"])
    router.add_api_route("/{name}/code", pages.enter, methods=["POST"])
    router.add_api_route("/{name}/consent", pages.consent, methods=["POST"])
    router.add_api_route("/{name}/about", pages.about, methods=["POST"])
    router.add_api_route("/{name}/decide", pages.decide, methods=["POST"])
    router.add_api_route("/{name}/pictures/{case}/{number}.png", pages.picture, methods=["GET"])
    return router


class _Pages:
    """The handlers; each one is a step from what is on the disk to a page."""

    def __init__(self, shelf: StudyShelf, wait: Callable[[float], None]) -> None:
        self._shelf = shelf
        self._wait = wait

    def show(
        self,
        name: str,
        code: Code = None,
        language: Literal["en", "fr"] | None = None,
        accept: Accept = None,
    ) -> Response:
        """What stands next for whoever asks."""
        spoken = language or _language(accept)
        opened = self._opened(name)
        if opened is None:
            return _html(html.closed_page(spoken), status=404)
        session = _session(opened, code)
        if session is None:
            return _html(html.code_page(opened.study, spoken, wrong=False))
        step = session.step()
        session.shown(step)
        if isinstance(step, Consent):
            return _html(html.consent_page(opened.study, spoken))
        spoken = session.language
        if isinstance(step, Describe):
            return _html(html.describe_page(opened.study, step, spoken, wrong=False))
        if isinstance(step, Decide):
            return _html(html.decide_page(opened.study, step, spoken))
        return _html(html.done_page(opened.study, spoken))

    def enter(
        self, name: str, code: Annotated[str, Form(max_length=64)] = "", accept: Accept = None
    ) -> Response:
        """Lets a participant in by their code."""
        opened = self._opened(name)
        if opened is None:
            return _html(html.closed_page(_language(accept)), status=404)
        session = _session(opened, code)
        if session is None:
            self._wait(_WRONG_SECONDS)
            return _html(html.code_page(opened.study, _language(accept), wrong=True), status=403)
        reply = _next(name)
        reply.set_cookie(_COOKIE, session.code, path=f"/study/{name}", httponly=True, samesite="strict")
        return reply

    def consent(
        self, name: str, language: Annotated[Literal["en", "fr"], Form()], code: Code = None
    ) -> Response:
        """The participant agrees."""
        _, session = self._known(name, code)
        if session is not None:
            session.consent(language)
        return _next(name)

    async def about(self, name: str, request: Request) -> Response:
        """What the participant says of themselves."""
        form = await request.form(max_files=0, max_fields=50)
        levels = {
            key.removeprefix(_ATTRIBUTE): str(value)
            for key, value in form.items()
            if key.startswith(_ATTRIBUTE)
        }
        return await run_in_threadpool(self._describe, name, request.cookies.get(_COOKIE), levels)

    def _describe(self, name: str, code: str | None, levels: dict[str, str]) -> Response:
        opened, session = self._known(name, code)
        step = None if session is None else session.step()
        if opened is None or session is None or not isinstance(step, Describe):
            return _next(name)
        try:
            session.describe(levels)
        except BadReply:
            return _html(html.describe_page(opened.study, step, session.language, wrong=True), status=422)
        return _next(name)

    def decide(
        self,
        name: str,
        case: Annotated[str, Form(max_length=64)],
        stage: Annotated[Stage, Form()],
        answer: Annotated[str, Form(max_length=64)] = "",
        confidence: Annotated[str, Form(max_length=8)] = "",
        delegate: Annotated[str, Form(max_length=8)] = "",
        code: Code = None,
    ) -> Response:
        """A decision; one for another step than the present is ignored."""
        opened, session = self._known(name, code)
        if opened is None or session is None:
            return _next(name)
        step = session.step()
        try:
            session.decide(
                case, stage, answer=answer, confidence=_SURE.get(confidence), delegate=delegate == "1"
            )
        except BadReply:
            if not isinstance(step, Decide):
                return _next(name)
            said = _what_is_wrong(step, answer, session.language)
            return _html(html.decide_page(opened.study, step, session.language, wrong=said), status=422)
        return _next(name)

    def picture(self, name: str, case: str, number: int, code: Code = None) -> Response:
        """A picture of the case that the participant is at; of no other."""
        opened, session = self._known(name, code)
        step = None if session is None else session.step()
        if opened is None or not isinstance(step, Decide) or step.case.id != case:
            return Response(status_code=404)
        files = pictures_of(step.case, opened.pictures)
        if not 1 <= number <= len(files):
            return Response(status_code=404)
        return FileResponse(files[number - 1], media_type="image/png", headers={"Cache-Control": "no-store"})

    def _opened(self, name: str) -> OpenStudy | None:
        try:
            return self._shelf.get(name)
        except StudyRefused:
            return None

    def _known(self, name: str, code: str | None) -> tuple[OpenStudy | None, Session | None]:
        opened = self._opened(name)
        return opened, None if opened is None else _session(opened, code)


def _session(opened: OpenStudy, code: str | None) -> Session | None:
    """The participant of a code; None where it was not issued."""
    if not code:
        return None
    try:
        return Session(opened.study, opened.store, code)
    except StudyRefused:
        return None


def _what_is_wrong(step: Decide, answer: str, language: StudyLanguage) -> str:
    if not answer:
        return words.CHOOSE[language] if step.case.number is None else words.ENTER[language]
    try:
        checked_answer(step.case, answer, "")
    except BadStudy:
        return words.CHOOSE[language] if step.case.number is None else words.ENTER[language]
    return words.SAY_SURE[language]


def _language(accept: str | None) -> StudyLanguage:
    return "fr" if language_of(accept) == "fr" else "en"


def _next(name: str) -> RedirectResponse:
    """Back to what stands next, so that a page that is loaded again sends nothing again."""
    return RedirectResponse(f"/study/{name}", status_code=303, headers={"Cache-Control": "no-store"})


def _html(body: str, *, status: int = 200) -> HTMLResponse:
    return HTMLResponse(
        body,
        status_code=status,
        headers={
            "Content-Security-Policy": _POLICY,
            "Cache-Control": "no-store",
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
    )
