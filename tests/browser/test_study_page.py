"""A study in the real page: consent, own decision, advice, going on after the server was killed."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from served_page import CHROMIUM, command, served

from assistant.study.decisions import decisions
from assistant.study.shelf import StudyShelf

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

DEFINITION = """
name = "small"
title = {en = "Small study", fr = "Petite étude"}
conditions = ["advice", "explanation", "delegation"]
consent = {en = "We keep your answers.", fr = "Nous gardons vos réponses."}
debrief = {en = "Some advice was wrong.", fr = "Des avis étaient faux."}
[[attribute]]
id = "years"
question = {en = "How long?", fr = "Combien de temps ?"}
options = {few = "0-5", many = "5+"}
"""
CASE = """
[[case]]
id = "c{n}"
question = {{en = "Question {n}?", fr = "Demande {n} ?"}}
options = {{a = "left {n}", b = "right {n}", c = "middle {n}"}}
truth = "a"
advice = {{answer = "{advice}", text = "SAID-{n}", confidence = 0.9, explanation = "GROUND-{n} <b>x</b>"}}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    folder.mkdir()
    cases = "".join(CASE.format(n=n, advice="b" if n % 2 else "a") for n in range(6))
    (folder / "study.toml").write_text(DEFINITION + cases, encoding="utf-8")
    store = StudyShelf(tmp_path / "data").open(folder).store
    store.issue(["AB7", "CD8"])
    return tmp_path / "data"


def enter(page: Page, address: str, code: str) -> None:
    page.goto(f"{address}/study/small")
    page.fill("#code", code)
    page.click("button")


def decide(page: Page, answer: str) -> None:
    page.check(f"input[name=answer][value={answer}]")
    page.check("input[name=confidence][value='70']")
    with page.expect_navigation():
        page.get_by_role("button", name="Valider").click()


def test_a_participant_goes_through_and_on_after_a_kill(browser: Browser, data: Path) -> None:
    process, address = served(data, probe_at="healthz")
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="fr-FR")
    page = context.new_page()
    try:
        enter(page, address, "ZZ9")
        expect(page.get_by_role("alert")).to_contain_text("n'a pas été délivré")
        enter(page, address, "ab7")
        expect(page.get_by_text("Nous gardons vos réponses.")).to_be_visible()
        page.get_by_role("button", name="je participe").click()
        page.check("input[value=many]")
        page.get_by_role("button").click()
        seen = _some_steps(page, 4)
        asked = page.locator(".question").inner_text()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process, second = served(data, probe_at="healthz")
        context.clear_cookies()
        enter(page, second, "AB7")
        assert page.locator(".question").inner_text() == asked
        seen += _some_steps(page, 20)
        expect(page.get_by_text("Des avis étaient faux.")).to_be_visible()
        page.go_back()
        page.goto(f"{second}/study/small")
        expect(page.get_by_text("Merci.")).to_be_visible()
        assert httpx.get(f"{second}/study/small", cookies={"study_code": "CD8"}).text.count("SAID") == 0
        assert (
            httpx.get(f"{second}/study/small/pictures/c0/1.png", cookies={"study_code": "CD8"}).status_code
            == 404
        )
        assert httpx.get(f"{second}/study/other").status_code == 404
    finally:
        process.kill()
        process.wait()
        context.close()
    opened = StudyShelf(data).get("small")
    rows = decisions(opened.study, opened.store)
    assert len(rows) == 6
    assert len(seen) == 6 + 4  # two conditions of three ask twice
    assert {one.language for one in rows} == {"fr"}
    assert {one.attributes["years"] for one in rows} == {"many"}
    assert [one.delegated for one in rows if one.condition == "delegation"] == [True, True]
    assert all(one.initial == "c" and one.final == "b" and one.seconds > 0 for one in rows if one.shown)
    out = data.parent / "d.csv"
    subprocess.run(
        [*command(data, "study", "export", "small", "-o", str(out))], check=True, capture_output=True
    )
    assert len(out.read_text(encoding="utf-8").splitlines()) == 7


def _some_steps(page: Page, most: int) -> list[str]:
    """Answers steps and looks at what each shows; gives the questions."""
    seen: list[str] = []
    while len(seen) < most and page.locator(".question").count():
        html = page.content()
        seen.append(page.locator(".question").inner_text())
        assert "truth" not in html
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator("input:checked").count() == 0
        if page.get_by_role("button", name="Laisser décider").count():
            assert "SAID" not in html
            with page.expect_navigation():  # between two pages there is no question, which would end this
                page.get_by_role("button", name="Laisser décider").click()
        elif page.locator("#initial").count():
            assert "SAID" in html
            assert ("GROUND" in html) == (page.locator("#grounds").count() == 1)
            assert "<b>x</b>" not in html
            decide(page, "b")
        else:
            assert "SAID" not in html
            assert "GROUND" not in html
            decide(page, "c")
    return seen
