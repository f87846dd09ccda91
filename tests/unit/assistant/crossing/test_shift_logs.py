"""Shift logs in five layouts: who was there, what happened, what is left to do; the last night, told as such."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.crossing.shift_logs import ShiftLogs
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import Chunk, Hit, Language, Scope

from .mill import MillLibrary, Sheet, chunk

_HEADED = "kiln/shift_log_march.txt"
_NOTES = "kiln/handover_notes.md"
_CODED = "kiln/main_courante_2031-03.txt"
_DAYS = "kiln/cahier_de_quart_2031.md"
_FORM = "kiln/shift_handover.docx"
_MAIL = "kiln/minutes.txt"
_UNDATED = "kiln/handover.docx"
_TITLES = {
    _HEADED: "Shift log, March 2031", _NOTES: "Shift handovers", _CODED: "Main courante mars 2031",
    _DAYS: "Cahier de quart 2031", _FORM: "Shift handover", _UNDATED: "Handover notes, week 10", _MAIL: "Minutes of 4 March 2031",
}  # fmt: skip
_TEXTS: dict[str, list[Chunk]] = {
    _HEADED: [
        chunk(
            _HEADED,
            0,
            "4 March 2031, Day shift 06:00-18:00\nShift leader: A. Brandt. Panel: B. Osei.\n"
            "Kiln K-1 at 310 °C.\nFan F-2 noisy.\nOpen points: order bearing for F-2.\n"
            "4 March 2031, Night shift 18:00-06:00\nShift leader: C. Lund. Panel: D. Rao.\n"
            "Feed gate ZA-9 stuck, freed by hand.\nHandover: watch ZA-9.",
        )
    ],
    _NOTES: [
        chunk(_NOTES, 0, "Kiln restarted.\nTo do: check the burner.", headings=("Shift handovers", "2031-03-06 Night (E to F)")),
        chunk(_NOTES, 1, "Quiet.", headings=("Shift handovers", "2031-03-07 Day (F to G)")),
    ],
    _CODED: [
        chunk(
            _CODED,
            0,
            "(M = matin, S = soir, N = nuit)\n03/03 M  Ronde faite. RAS\n03/03 N  Coupure réseau 02h14.\n"
            "05/03 S  Fuite sur la pompe, bac posé.",
        )
    ],
    _DAYS: [chunk(_DAYS, 0, "05 h 40 : prise de poste.\n14 h 05 : arrêt du four.", headings=("Lundi 10 mars 2031",))],
    _FORM: [
        chunk(_FORM, 0, "Date: 05/06/2031   Shift: Day\nFan F-2 noisy.\nOpen actions:\n- Order a bearing\n- Check F-3")
    ],
    _UNDATED: [
        chunk(_UNDATED, 0, "Kiln steady.", headings=("Tue 4 Mar, day (crew A)",)),
        chunk(_UNDATED, 1, "Fan F-2 tripped at 03:41.", headings=("Tue 4 Mar, night (crew B)",)),
    ],
    _MAIL: [chunk(_MAIL, 0, "The night shift of 4 March 2031 was discussed.\nNothing decided.")],
}  # fmt: skip


def _table(folder: Path) -> TableExpert:
    sheet = Sheet(
        "journal_de_poste", "",
        {"Date": ("date", None), "Poste": ("text", None), "Chef de quart": ("text", None),
         "Faits marquants": ("text", None), "Consignes": ("text", None)},
        [
            {"Date": date(2031, 3, 8), "Poste": "Matin", "Chef de quart": "H. Petit",
             "Faits marquants": "Four arrêté pour contrôle", "Consignes": "Refaire le joint"},
            {"Date": date(2031, 3, 8), "Poste": "Nuit", "Chef de quart": "I. Kone",
             "Faits marquants": "Rien à signaler", "Consignes": "-"},
        ],
    )  # fmt: skip
    return TableExpert(FolderTables([sheet.write(folder)]))


Tell = Callable[..., str | None]


@pytest.fixture
def told(tmp_path: Path) -> Tell:
    def tell(
        text: str,
        *sources: str,
        language: Language = "en",
        table: bool = False,
        today: date = date(2031, 3, 20),
    ) -> str | None:
        passages = [c for source in sources for c in _TEXTS[source]]
        tables = _table(tmp_path)

        def search(words: str, scope: Scope, top: int) -> Sequence[Hit]:
            return [Hit(chunk=c, score=1.0) for c in passages]

        logs = ShiftLogs(
            library=MillLibrary({source: _TITLES[source] for source in sources}, passages),
            rows_of=tables.rows_of if table else lambda wanted, scope: [],
            search=search,
            today=lambda: today,
            hours=lambda scope: {},
            alarms=lambda start, end, language, scope: None,
        )
        bridge = logs.cross(Question(text=text, asked=text, language=language), Scope())
        if bridge is None:
            return None
        return bridge.refusal or "\n".join(e.statement or "" for e in bridge.reasons)

    return tell


@pytest.mark.parametrize(
    ("source", "question", "wanted", "unwanted"),
    [
        (_HEADED, "what happened on the night shift of 4 March?", "freed by hand", "noisy"),
        (_HEADED, "what happened during the day shift on the 4th", "F-2 noisy", "ZA-9"),
        (_HEADED, "who was shift leader on the night of 4 March 2031?", "C. Lund", "Brandt"),
        (_HEADED, "who was on the panel on 4 March during the day?", "B. Osei", "Rao"),
        (_HEADED, "summarise the last handover", "freed by hand. Handover: watch ZA-9", "noisy"),
        (_HEADED, "what are the open points of the day shift of 4 March?", "order bearing", "noisy"),
        (_HEADED, "what happened to F-2 on the day shift of 4 March", "F-2 noisy", "K-1"),
        (_HEADED, "what happened last night?", "its last night shift is that of 4 March 2031", "noisy"),
        (_HEADED, "what happened on the night of 9 March?", "no entry of that shift", "freed"),
        (_HEADED, "night shift log of 4 March", "freed by hand", "noisy"),
        (_HEADED, "what was handed over on 4 March?", "freed by hand", "no entry"),
        (_HEADED, "anything special overnight?", "freed by hand", "noisy"),
        (_UNDATED, "what happened on the night shift of 4 March 2031?", "F-2 tripped", "steady"),
        (_UNDATED, "who was panel operator on the night shift of 4 March?", "does not say who", "crew B"),
        (_FORM, "what are the open actions of the day shift of 5 June?", "Order a bearing. Check F-3", "noisy"),
        (_NOTES, "what is left to do from the last night shift?", "check the burner", "restarted"),
        (_NOTES, "who handed over on the day shift of 7 March", "F to G", "Quiet"),
        (_NOTES, "what did the night shift of 6 March do?", "Kiln restarted", "Quiet"),
    ],
)  # fmt: skip
def test_english(source: str, question: str, wanted: str, unwanted: str, told: Tell) -> None:
    answer = told(question, source) or ""
    assert wanted in answer
    assert unwanted not in answer


@pytest.mark.parametrize(
    ("source", "question", "wanted"),
    [
        (_CODED, "il s'est passé quoi dans la nuit du 3 mars ?", "Coupure réseau 02h14"),
        (_CODED, "résume la dernière relève", "Fuite sur la pompe"),
        (_CODED, "résume la nuit du 3 au 4 mars", "Coupure réseau 02h14"),
        (_CODED, "l'équipe de nuit a signalé quoi le 3 mars ?", "Coupure réseau 02h14"),
        (_DAYS, "que s'est-il passé pendant le poste du 10 mars ?", "arrêt du four"),
        (None, "qui était chef de quart la nuit du 8 mars ?", "I. Kone"),
        (None, "quelles consignes a laissées le poste du matin du 8 mars ?", "Refaire le joint"),
        (None, "que s'est-il passé le 8 mars au matin ?", "Four arrêté pour contrôle"),
    ],
)
def test_french(source: str | None, question: str, wanted: str, told: Tell) -> None:
    answer = told(question, *((source,) if source else ()), language="fr", table=source is None)
    assert wanted in (answer or "")


def test_last_night_is_counted_from_today_where_the_log_reaches_it(told: Tell) -> None:
    answer = told("what happened last night?", _HEADED, today=date(2031, 3, 5)) or ""
    assert "freed by hand" in answer
    assert "ends before" not in answer


@pytest.mark.parametrize(
    "question",
    [
        "what happened on 4 March 2031?",  # no shift: rows and lines of that day tell it
        "how many alarms on the night shift?",
        "what is the procedure for shift handover?",
        "when did the level shift?",
        "what is the shift pattern?",
        "which work orders were raised by the day shift of 4 March?",
        "who is the supplier of F-2?",
        "who signs the hot work permit at night?",
        "qui délivre le permis de feu la nuit ?",
        "relevé de vibrations de mars",
        "quels relevés de la ronde du 18/11 sont hors consigne ?",
        "poste de transformation HTA : puissance ?",
    ],
)
def test_left_to_others(question: str, told: Tell) -> None:
    assert told(question, _HEADED) is None


def test_a_document_that_is_no_log_refuses_nothing(told: Tell) -> None:
    assert told("what happened on the night shift of 12 March?", _MAIL) is None


def test_who_was_there_is_left_to_the_rota(tmp_path: Path) -> None:
    sheet = Sheet(
        "rota", "",
        {"Date": ("date", None), "Shift": ("text", None), "Crew": ("text", None), "Shift leader": ("text", None)},
        [
            {"Date": date(2031, 3, 4), "Shift": "Day", "Crew": "A", "Shift leader": "A. Brandt"},
            {"Date": date(2031, 3, 4), "Shift": "Night", "Crew": "B", "Shift leader": "C. Lund"},
        ],
    )  # fmt: skip
    logs = ShiftLogs(
        library=MillLibrary({_UNDATED: _TITLES[_UNDATED]}, _TEXTS[_UNDATED]),
        rows_of=TableExpert(FolderTables([sheet.write(tmp_path)])).rows_of,
        search=lambda words, scope, top: [],
        today=lambda: date(2031, 3, 20),
        hours=lambda scope: {},
        alarms=lambda start, end, language, scope: None,
    )
    for text in (
        "who was leader on the night shift of 4 March?",
        "who was leader on the night of 9 March 2031?",
    ):
        assert logs.cross(Question(text=text, asked=text, language="en"), Scope()) is None
