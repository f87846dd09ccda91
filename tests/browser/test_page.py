"""The real page in Chromium: ask, open the evidence, stop, upload, an empty catalogue."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from served_page import CHROMIUM, command, served

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

WAIT = 90_000


class Slow(BaseHTTPRequestHandler):
    """An OpenAI-compatible server whose words come one by one."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        models = json.dumps({"object": "list", "data": [{"id": "slow", "object": "model"}]}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(models)))
        self.end_headers()
        self.wfile.write(models)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        with suppress(OSError):
            for word in ("The belt of fan FAN-909 was replaced on 3 May 2026. " * 40).split(" "):
                piece = {"choices": [{"index": 0, "delta": {"content": f"{word} "}}]}
                self.wfile.write(f"data: {json.dumps(piece)}\n\n".encode())
                self.wfile.flush()
                time.sleep(0.1)


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory, sample_plant: Path) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("page")
    few = folder / "plant"
    for name in (
        "standards/SV-STD-017_rev5.pdf",
        "maintenance/work_orders.csv",
        "logs/historian_2025-09.csv",
    ):
        (few / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sample_plant / name, few / name)
    subprocess.run(command(folder / "data", "ingest", str(few)), check=True, capture_output=True)
    process, address = served(folder / "data")
    yield address
    process.terminate()
    process.wait(timeout=30)


@pytest.fixture
def page(browser: Browser, plant: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1400, "height": 1000}, locale="en-US")
    page.goto(plant)
    page.wait_for_selector("#question textarea", timeout=WAIT)
    yield page
    page.close()


def open_tab(page: Page, name: str) -> None:
    """Clicks a tab, or its entry in the menu of those that a narrow page has no room for."""
    tab = page.get_by_role("tab", name=name)
    if not tab.is_visible():
        page.locator(".overflow-menu > button").first.click()
        tab = page.locator(".overflow-dropdown button").filter(has_text=name)
    tab.click()


def ask(page: Page, question: str) -> None:
    page.fill("#question textarea", question)
    page.click("#send")
    expect(page.locator("#chat sub")).to_be_visible(timeout=WAIT)


def test_rows_and_query_stand_beside_a_count(page: Page) -> None:
    ask(page, "How many work orders were raised on P-101A in 2025?")
    expect(page.locator("#cards .card")).to_have_count(1)
    expect(page.locator("#cards")).to_contain_text("work_orders.csv")
    expect(page.locator("#sql")).to_contain_text("SELECT", timeout=WAIT)
    expect(page.locator("#rows")).to_be_visible()
    query = page.locator("#sql .cm-content").bounding_box()
    whole = page.locator("#sql").bounding_box()
    assert query is not None
    assert whole is not None
    assert whole["height"] < query["height"] + 80, "a query of four lines is followed by a blank"
    expect(page.locator("#experts")).to_contain_text("tables")


def test_a_click_opens_the_marked_page(page: Page) -> None:
    ask(page, "What exactly does clause 1.3 of SV-STD-017 say?")
    card = page.locator("#cards .card").first
    expect(card).to_contain_text("SV-STD-017")
    card.click()
    picture = page.locator("#page-picture img")
    expect(picture).to_be_visible(timeout=WAIT)
    assert picture.evaluate("image => image.naturalWidth") > 500
    assert picture.evaluate("image => image.clientWidth") > 500, "a page that is drawn small cannot be read"


def test_all_that_is_near_a_declined_answer_is_seen_at_once(page: Page) -> None:
    ask(page, "What colour is the canteen of the pump operators painted?")
    cards = page.locator("#cards .cards")
    expect(page.locator("#cards .near")).to_be_visible(timeout=WAIT)
    cards.evaluate(
        "(one) => one.append(...[1, 2, 3].flatMap(() => [...one.children].map((c) => c.cloneNode(true))))"
    )
    assert cards.evaluate("(one) => one.scrollHeight - one.clientHeight") <= 1


def test_a_marker_opens_its_evidence_in_every_answer(page: Page) -> None:
    ask(page, "How many work orders were raised on P-101A in 2025?")
    page.fill("#question textarea", "What exactly does clause 1.3 of SV-STD-017 say?")
    page.click("#send")
    expect(page.locator("#chat sub")).to_have_count(2, timeout=WAIT)
    expect(page.locator("#cards")).to_contain_text("SV-STD-017", timeout=WAIT)
    marks = page.locator('#chat [data-testid="bot"] strong')
    expect(marks).to_have_count(2)
    marks.first.click()
    expect(page.locator("#cards")).to_contain_text("work_orders.csv", timeout=WAIT)
    expect(page.locator("#sql")).to_contain_text("SELECT", timeout=WAIT)
    page.locator("#cards .card").first.click()
    expect(page.locator("#sql")).to_contain_text("SELECT", timeout=WAIT)
    marks.last.click()
    expect(page.locator("#cards")).to_contain_text("SV-STD-017", timeout=WAIT)
    expect(page.locator("#page-picture img")).to_be_visible(timeout=WAIT)


def test_a_marker_is_opened_from_the_keyboard(page: Page) -> None:
    ask(page, "How many work orders were raised on P-101A in 2025?")
    expect(page.locator("#sql")).to_contain_text("SELECT", timeout=WAIT)
    page.get_by_role("button", name="[1]").focus()
    expect(page.locator("#chat strong:focus")).to_have_text("[1]")
    page.keyboard.press("Enter")
    expect(page.locator("#cards .card.selected")).to_have_attribute("aria-pressed", "true", timeout=WAIT)
    assert page.locator("#cards").get_by_role("button").count() == 1


def test_markers_of_a_chat_that_is_drawn_anew_are_buttons_too(page: Page) -> None:
    ask(page, "How many work orders were raised on P-101A in 2025?")
    expect(page.get_by_role("button", name="[1]")).to_be_visible()
    page.evaluate(
        """() => {
          const chat = document.querySelector('#chat'), anew = chat.cloneNode(false);
          chat.replaceWith(anew);
          anew.innerHTML = '<div data-testid="bot"><strong>[7]</strong></div>';
        }"""
    )
    expect(page.get_by_role("button", name="[7]")).to_be_visible()


def test_a_conversation_outlives_a_reload_until_a_new_one_is_begun(page: Page) -> None:
    kept = "() => localStorage.getItem('plant-assistant-conversation')"
    changed = f"(before) => ({kept})() !== before"
    before = page.evaluate(kept)
    ask(page, "How many work orders were raised on P-101A in 2025?")
    page.wait_for_function(changed, arg=before, timeout=WAIT)
    page.reload()
    expect(page.locator("#chat sub")).to_be_visible(timeout=WAIT)
    expect(page.locator("#cards")).to_contain_text("work_orders.csv", timeout=WAIT)
    expect(page.locator("#sql")).to_contain_text("SELECT", timeout=WAIT)
    page.click("#new")
    expect(page.locator("#cards .card")).to_have_count(0, timeout=WAIT)
    page.reload()
    expect(page.locator("#chat .placeholder")).to_contain_text("sources", timeout=WAIT)
    expect(page.locator("#chat sub")).to_have_count(0)


def test_a_signal_is_drawn(page: Page) -> None:
    ask(page, "What was the maximum NDE bearing temperature on 18 September 2025?")
    expect(page.locator("#cards")).to_contain_text("historian")
    where = page.locator("#cards .where").bounding_box()
    assert where is not None
    assert where["height"] < 60, "the name of the source is squeezed"
    expect(page.locator("#signal .js-plotly-plot")).to_be_visible(timeout=WAIT)


def test_a_log_is_judged_and_a_window_of_it_asked_about(page: Page) -> None:
    page.get_by_role("tab", name="Signals").click()
    page.locator("#signal-log input").click()
    page.get_by_role("option").filter(has_text="historian").first.click()
    page.locator("#signal-until input, #signal-until textarea").first.fill("2025-09-09")
    page.click("#signal-judge")
    expect(page.locator("#signal-said")).to_contain_text("ranges", timeout=WAIT)
    expect(page.locator("#signal-plot .js-plotly-plot")).to_be_visible(timeout=WAIT)
    ranges = page.locator("#signal-ranges").get_by_text(re.compile(r"^2025-09-1[1-3]"))
    ranges.locator("visible=true").first.click()  # the strongest
    page.evaluate("document.querySelector('#signal-sources').click()")  # before its window has come
    expect(page.locator("#signal-answer")).to_contain_text("In this window", timeout=WAIT)
    since = page.locator("#signal-since input, #signal-since textarea").first
    expect(since).to_have_value(re.compile(r"^2025-09-1[1-3] \d\d:\d\d:\d\d$"), timeout=WAIT)
    page.locator("#signal-question textarea").fill("what is the maximum NDE vibration?")
    page.click("#signal-ask")
    expect(page.locator("#signal-answer")).to_contain_text("18 September 2025 at 03:30", timeout=WAIT)
    page.click("#signal-sources")
    card = page.locator("#signal-cards .card").filter(has_text="SV-STD-017").first
    card.click(timeout=WAIT)
    expect(page.locator("#signal-page-picture img")).to_be_visible(timeout=WAIT)


def test_what_changed_is_listed_and_taken_as_a_window(page: Page) -> None:
    page.get_by_role("tab", name="Signals").click()
    page.locator("#signal-log input").click()
    page.get_by_role("option").filter(has_text="historian").first.click()
    page.get_by_role("tab", name="Changes").click()
    page.click("#signal-changes")
    expect(page.locator("#signal-said")).to_contain_text("changes", timeout=WAIT)
    strongest = page.locator("#signal-ranges").get_by_text("PDT-104A").locator("visible=true").first
    expect(strongest).to_contain_text("went from", timeout=WAIT)
    strongest.click()
    since = page.locator("#signal-since input, #signal-since textarea").first
    expect(since).to_have_value(re.compile(r"^2025-09-\d\d \d\d:\d\d:\d\d$"), timeout=WAIT)


def test_a_log_is_forecast_and_a_window_is_dragged(page: Page) -> None:
    page.get_by_role("tab", name="Signals").click()
    expect(page.locator("#signal-plot")).to_contain_text("VT-108A", timeout=WAIT)
    area = page.locator("#signal-plot .nsewdrag").first.bounding_box()
    assert area is not None
    page.mouse.move(area["x"] + 0.3 * area["width"], area["y"] + 20)
    page.mouse.down()
    page.mouse.move(area["x"] + 0.6 * area["width"], area["y"] + 20, steps=5)
    page.mouse.up()
    since = page.locator("#signal-since input, #signal-since textarea").first
    expect(since).to_have_value(re.compile(r"^2025-09-(09|10) "), timeout=WAIT)
    page.get_by_role("tab", name="Forecast").click()
    page.locator("#signal-limit input, #signal-limit textarea").first.fill("VT-108A=1.5")
    page.click("#signal-forecast")
    expect(page.locator("#signal-said .progress-level-inner")).to_be_visible(timeout=WAIT)
    assert "window" not in page.locator("#signal-said").inner_text(), "progress overlaps what was said before"
    assert page.locator("#signal-plot .progress-level-inner").count() == 0
    expect(page.locator("#signal-ahead")).to_contain_text("1.5", timeout=WAIT)
    expect(page.locator("#signal-said")).to_contain_text("steps")


def test_a_report_is_written_and_its_evidence_opened(page: Page) -> None:
    page.get_by_role("tab", name="Reports").click()
    page.click("#report-write")
    expect(page.locator("#report-said")).to_contain_text("Choose the equipment", timeout=WAIT)
    tag = page.locator("#report-equipment input")
    tag.fill("P-999Z")
    tag.press("Enter")
    page.click("#report-write")
    expect(page.locator("#report-said")).to_contain_text("no source names the equipment", timeout=WAIT)
    tag.fill("P-101A")
    page.get_by_role("option", name="P-101A", exact=True).click()
    page.click("#report-write")
    expect(page.locator("#report-page h1")).to_contain_text("Diagnostic report: P-101A", timeout=WAIT)
    expect(page.locator("#report-files")).to_contain_text(".docx", timeout=WAIT)
    expect(page.locator("#report-page")).to_contain_text("overdue by")
    expect(page.locator("#report-page .meta").first).to_contain_text(re.compile(r"\d [A-Z][a-z]+ 20\d\d"))
    page.locator("#report-page table a.n").last.click()
    expect(page.locator("#report-rows")).to_be_visible(timeout=WAIT)
    page.click("#report-close")
    expect(page.locator("#report-rows")).to_be_hidden(timeout=WAIT)


def test_an_example_question_is_clicked_and_answered(page: Page) -> None:
    examples = page.locator("#chat .example")
    expect(examples.filter(has_text="How many work orders are there on P-101A?")).to_be_visible(timeout=WAIT)
    expect(examples.filter(has_text="Summarise SV-STD-017_rev5")).to_be_visible()
    assert 3 <= examples.count() <= 5
    examples.filter(has_text="work orders").click()
    expect(page.locator("#chat")).to_contain_text("work orders with Equipment tag P-101A", timeout=WAIT)
    expect(page.locator("#cards")).to_contain_text("work_orders.csv", timeout=WAIT)


@pytest.mark.parametrize("secure", [True, False], ids=["clipboard", "no clipboard"])
def test_an_answer_is_copied_as_it_is_read(page: Page, secure: bool) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    if not secure:
        page.evaluate("delete Navigator.prototype.clipboard")
    ask(page, "Which corrective work orders were raised on P-101A in 2025?")
    page.evaluate(
        "document.addEventListener('copy', (e) => { window.copied = e.clipboardData.getData('text'); })"
    )
    page.locator('#chat button[title="Copy message"]').last.click()
    page.wait_for_timeout(300)
    copied = page.evaluate("navigator.clipboard ? navigator.clipboard.readText() : window.copied")
    assert "WO-104453" in copied
    assert "[1]" in copied
    assert not set("\\*<") & set(copied), copied


def test_points_of_an_answer_are_a_list_and_are_copied_as_they_are_read(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "How is P-101A doing?")
    points = page.locator('#chat [data-testid="bot"] ul > li')
    expect(points.first).to_be_visible(timeout=WAIT)
    page.locator('#chat button[title="Copy message"]').last.click()
    page.wait_for_timeout(300)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.count("\n• ") == points.count()


def test_words_of_documents_are_not_markup(page: Page) -> None:
    ask(page, "<img src=x onerror=\"document.title='taken'\"> how many work orders are there?")
    assert page.title() != "taken"


def test_the_page_speaks_french(browser: Browser, plant: str) -> None:
    page = browser.new_page(locale="fr-FR")
    page.goto(plant)
    expect(page.locator("#send")).to_have_text("Demander", timeout=WAIT)
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("#chat .placeholder")).to_contain_text("ont été lues", timeout=WAIT)
    expect(page.locator("#chat .placeholder")).not_to_contain_text("read in")
    expect(page.locator("#chat .example").filter(has_text="Combien d'ordres de travail")).to_be_visible()
    ask(page, "Combien d'ordres de travail sur P-101A en 2025 ?")
    expect(page.locator("#chat")).to_contain_text("ordres de travail")
    page.close()


def test_on_a_telephone_the_answer_is_wide_and_the_evidence_near(browser: Browser, plant: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="fr-FR")
    try:
        page.goto(plant)
        welcome = page.locator("#chat .placeholder p").first.bounding_box(timeout=WAIT)
        chat = page.locator("#chat").bounding_box()
        assert welcome is not None
        assert chat is not None
        assert welcome["x"] >= chat["x"] + 10, "the first words touch the frame"
        ask(page, "Combien d'ordres de travail sur P-101A en 2025 ?")
        answer = page.locator("#chat .bot-row").bounding_box()
        assert answer is not None
        assert answer["width"] > 0.9 * chat["width"]
        send, stop = page.locator("#send").bounding_box(), page.locator("#stop").bounding_box()
        assert send is not None
        assert stop is not None
        assert abs(send["y"] - stop["y"]) < 1, "one below the other, they push the evidence away"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    finally:
        page.close()


def test_on_a_telephone_lists_keep_whole_words_under_their_headers(browser: Browser, plant: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900}, locale="fr-FR")
    try:
        page.goto(plant)
        page.wait_for_selector("#question textarea", timeout=WAIT)
        open_tab(page, "Documents")
        page.locator("#sources .body-cell").first.wait_for()
        expect(page.locator("#sources").get_by_placeholder("Filtrer")).to_be_visible(timeout=WAIT)
        expect(page.locator("#upload")).to_contain_text("Cliquez pour les choisir")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        row = page.locator("#sources .virtual-row").first.locator(".body-cell")
        for place in range(6):
            head = page.locator("#sources th").nth(place).bounding_box()
            cell = row.nth(place).bounding_box()
            assert head is not None
            assert cell is not None
            assert abs(head["x"] - cell["x"]) <= 1
            assert min(head["width"], cell["width"]) >= 90, "narrower, and words are broken"
    finally:
        page.close()


def test_on_a_telephone_ranges_show_their_times_and_the_curves_their_names(
    browser: Browser, plant: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="fr-FR")
    try:
        page.goto(plant)
        page.wait_for_selector("#question textarea", timeout=WAIT)
        open_tab(page, "Signaux")
        expect(page.locator("#signal-said")).to_contain_text("lignes", timeout=WAIT)
        page.locator("#signal-until input, #signal-until textarea").first.fill("09/09/2025")
        page.click("#signal-judge")
        row = page.locator("#signal-ranges .virtual-row").first.locator(".body-cell")
        row.nth(4).wait_for(timeout=WAIT)
        expect(row.nth(1)).to_contain_text(re.compile(r"\d\d/09/2025"))
        box = row.nth(0).bounding_box()
        assert box is not None
        assert box["width"] < 60, "the number takes the place of the times"
        expect(page.locator("#signal-plot .modebar").first).to_be_hidden(timeout=WAIT)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    finally:
        page.close()


def test_the_library_lists_reads_in_and_forgets(page: Page, tmp_path: Path) -> None:
    note = tmp_path / "fan_note.txt"
    note.write_text("The belt of fan FAN-909 was replaced on 3 May 2026.")
    broken = tmp_path / "empty.pdf"
    broken.write_bytes(b"")
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#sources")).to_contain_text("work_orders.csv", timeout=WAIT)
    page.locator("#upload input[type=file]").set_input_files([note, broken])
    expect(page.locator("#upload")).to_contain_text("fan_note", timeout=WAIT)
    page.click("#ingest")
    expect(page.locator("#ingest-said")).to_contain_text("1 read in", timeout=WAIT)
    expect(page.locator("#ingest-said")).to_contain_text("empty.pdf")
    expect(page.locator("#sources")).to_contain_text("fan_note.txt", timeout=WAIT)
    page.locator("#sources").get_by_text("uploads/fan_note.txt").locator("visible=true").first.click()
    expect(page.locator("#forget-which input")).to_have_value("uploads/fan_note.txt", timeout=WAIT)
    page.click("#forget")
    expect(page.get_by_role("alert")).to_contain_text("Forget uploads/fan_note.txt?", timeout=WAIT)
    expect(page.locator("#forget-no")).to_be_focused(timeout=WAIT)
    page.keyboard.press("Enter")
    expect(page.locator("#forget-really")).to_be_hidden(timeout=WAIT)
    expect(page.locator("#sources")).to_contain_text("fan_note.txt")
    page.click("#forget")
    page.click("#forget-yes")
    expect(page.locator("#sources")).not_to_contain_text("fan_note.txt", timeout=WAIT)
    expect(page.locator("#forget-said")).to_contain_text("uploads/fan_note.txt: forgotten.")


def test_a_drawing_is_checked_and_its_findings_are_framed(
    browser: Browser, sample_plant: Path, tmp_path: Path
) -> None:
    drawing = str(sample_plant / "drawings" / "MD-101-07.pdf")
    subprocess.run(command(tmp_path / "data", "ingest", drawing), check=True, capture_output=True)
    process, address = served(tmp_path / "data")
    try:
        page = browser.new_page(locale="en-US", viewport={"width": 390, "height": 844})
        page.goto(address)
        page.wait_for_selector("#question textarea", timeout=WAIT)
        open_tab(page, "Drawings")
        expect(page.locator("#drawing-which input")).to_have_value("drawings/MD-101-07.pdf", timeout=WAIT)
        page.click("#drawing-check")
        page.locator("#drawing-said .progress-text, #drawing-said .meta-text").first.wait_for(
            state="attached"
        )
        expect(page.locator("#drawing-said .meta-text").first).to_be_hidden()  # it is English on every page
        expect(page.locator("#drawing-said")).to_contain_text("Bearing cover", timeout=WAIT)
        expect(page.locator("#drawing-picture img")).to_be_visible(timeout=WAIT)
        expect(page.locator(".finding").first).to_be_visible()
        label = page.locator('#drawing-picture [data-testid="block-label"]').bounding_box()
        sheet = page.locator("#drawing-picture img").evaluate(
            "image => image.getBoundingClientRect().top + parseFloat(getComputedStyle(image).paddingTop)"
        )
        assert label is not None
        assert label["y"] + label["height"] <= sheet, "the label hides the corner of the sheet"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_an_answer_is_stopped_and_what_was_said_stays(browser: Browser, tmp_path: Path) -> None:
    note = tmp_path / "files" / "fan_note.txt"
    note.parent.mkdir()
    note.write_text("The belt of fan FAN-909 was replaced on 3 May 2026.")
    subprocess.run(command(tmp_path / "data", "ingest", str(note)), check=True, capture_output=True)
    model = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=model.serve_forever, daemon=True).start()
    process, address = served(
        tmp_path / "data", ASSISTANT_ENGINE="openai", ASSISTANT_MODEL="slow",
        ASSISTANT_BASE_URL=f"http://127.0.0.1:{model.server_port}/v1",
    )  # fmt: skip
    try:
        page = browser.new_page(locale="en-US")
        page.goto(address)
        page.wait_for_selector("#question textarea", timeout=WAIT)
        page.fill("#question textarea", "When was the belt of FAN-909 replaced?")
        page.click("#send")
        expect(page.locator("#chat")).to_contain_text("3 May 2026. [1]", timeout=WAIT)
        question = page.locator("#question textarea")
        question.fill("And that of FAN-910?")
        page.wait_for_timeout(1500)
        expect(question).to_have_value("And that of FAN-910?")  # what is typed meanwhile is not wiped out
        question.press("Enter")
        expect(page.locator('#chat [data-testid="user"]')).to_have_count(1)
        expect(page.locator("#chat")).to_contain_text("When was the belt of FAN-909 replaced?")
        expect(question).to_have_value("And that of FAN-910?")
        page.click("#stop")
        expect(page.locator("#chat")).to_contain_text("Stopped.", timeout=5000)
        expect(page.locator("#send")).to_be_enabled(timeout=5000)
        expect(page.locator("#chat")).to_contain_text("3 May 2026. [1]")
        question.press("Enter")
        expect(page.locator('#chat [data-testid="user"]')).to_have_count(2, timeout=WAIT)
        page.click("#new")
        expect(page.locator("#send")).to_be_enabled(timeout=WAIT)
        expect(page.locator('#chat [data-testid="user"]')).to_have_count(0)
        page.close()
    finally:
        process.terminate()
        process.wait(timeout=30)
        model.shutdown()
        model.server_close()


def test_an_empty_catalogue_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    process, address = served(tmp_path / "nothing", probe_at="healthz")
    try:
        page = browser.new_page(locale="en-US")
        page.goto(address)
        page.wait_for_selector("#question textarea", timeout=WAIT)
        page.fill("#question textarea", "anything?")
        page.click("#send")
        expect(page.locator("#chat")).to_contain_text("assistant ingest", timeout=WAIT)
        expect(page.locator("#chat .example")).to_have_count(0)
        page.close()
    finally:
        process.terminate()
        process.wait(timeout=30)
