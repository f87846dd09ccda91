"""The participants' routes: who gets in, what is refused, pictures of one's own step alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.study.example import write_example
from assistant.study.records import Study
from assistant.study.session import Decide, Session
from assistant.study.shelf import StudyShelf
from assistant.study.store import AnswerStore
from ui.web.study_page import study_routes


@pytest.fixture
def shelf(tmp_path: Path) -> StudyShelf:
    write_example(tmp_path / "mine")
    shelf = StudyShelf(tmp_path / "data")
    shelf.open(tmp_path / "mine").store.issue(["AB7", "CD8"])
    return shelf


@pytest.fixture
def client(shelf: StudyShelf) -> TestClient:
    app = FastAPI()
    app.include_router(study_routes(shelf, wait=lambda _: None))
    return TestClient(app)


def _at(study: Study, store: AnswerStore) -> Decide:
    step = Session(study, store, "AB7").step()
    assert isinstance(step, Decide)
    return step


def _begin(client: TestClient) -> None:
    client.post("/study/sample-plant/code", data={"code": "ab7"})
    client.post("/study/sample-plant/consent", data={"language": "en"})
    client.post("/study/sample-plant/about", data={"attribute_experience": "long"})


def test_only_an_issued_code_opens_the_study(client: TestClient) -> None:
    assert client.post("/study/sample-plant/code", data={"code": "ZZ9"}).status_code == 403
    assert "Your code" in client.get("/study/sample-plant").text
    assert client.get("/study/other").status_code == 404
    assert client.get("/study/..%2Fmine").status_code == 404
    entered = client.post("/study/sample-plant/code", data={"code": "ab7"}, follow_redirects=False)
    assert entered.status_code == 303
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    page = client.get("/study/sample-plant", params={"language": "fr"})
    assert "Vous décidez quinze cas" in page.text
    assert "script" not in page.text
    assert page.headers["cache-control"] == "no-store"


def test_decisions_are_kept_once_and_wrong_ones_asked_again(client: TestClient, shelf: StudyShelf) -> None:
    _begin(client)
    opened = shelf.get("sample-plant")
    step = _at(opened.study, opened.store)
    sent = {"case": step.case.id, "stage": step.stage, "answer": step.case.truth, "confidence": "80"}
    wrong = client.post("/study/sample-plant/decide", data={**sent, "confidence": ""})
    assert wrong.status_code == 422
    assert "from 0 to 100" in wrong.text
    assert client.post("/study/sample-plant/decide", data={**sent, "answer": "z"}).status_code == 422
    assert client.post("/study/sample-plant/decide", data=sent).status_code == 200
    client.post("/study/sample-plant/decide", data={**sent, "confidence": "10"})
    assert opened.store.answers("AB7")[step.case.id, step.stage].confidence == 0.8
    delegated = {**sent, "case": _at(opened.study, opened.store).case.id, "answer": "", "delegate": "1"}
    client.post("/study/sample-plant/decide", data=delegated)
    assert len(opened.store.answers("AB7")) == 1  # no condition of this study lets one delegate


def test_a_picture_is_shown_at_its_own_case_only(client: TestClient, shelf: StudyShelf) -> None:
    _begin(client)
    opened = shelf.get("sample-plant")
    picture = "/study/sample-plant/pictures/falling-suction/1.png"
    while (step := _at(opened.study, opened.store)).case.id != "falling-suction":
        assert client.get(picture).status_code == 404
        sent = {"case": step.case.id, "stage": step.stage, "answer": step.case.truth, "confidence": "80"}
        client.post("/study/sample-plant/decide", data=sent)
    assert client.get(picture).headers["content-type"] == "image/png"
    assert client.get(picture.replace("1.png", "2.png")).status_code == 404
    assert TestClient(client.app).get(picture).status_code == 404
