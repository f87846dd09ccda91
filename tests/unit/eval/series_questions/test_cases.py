"""Questions of made logs: both languages, each kind, answers as the generator knows them."""

from __future__ import annotations

import numpy as np

from eval.series_questions.cases import made_logs, made_questions
from eval.series_questions.files import write_log
from eval.series_questions.operator_cases import operator_questions, twin_logs
from eval.series_questions.operator_wording import developed, held_out
from eval.series_questions.wording import TEMPLATES, UNSEEN


def test_every_kind_is_asked_in_both_languages_with_nothing_left_open() -> None:
    made = list(made_questions(made_logs(9, 5), unseen=True))
    assert {m.case.kind for m in made} == set(TEMPLATES) == set(UNSEEN)
    assert {m.case.language for m in made} == {"en", "fr"}
    assert len({m.case.id for m in made}) == len(made)
    assert not any("{" in m.case.question for m in made)


def test_unseen_wordings_are_not_among_the_known_ones() -> None:
    for kind, languages in UNSEEN.items():
        for language, forms in languages.items():
            assert not set(forms) & set(TEMPLATES[kind][language])


def test_every_kind_is_asked_in_an_operators_words_and_both_languages() -> None:
    logs, twins = made_logs(9, 5), twin_logs(5)
    for wording, forms in (("developed", developed()), ("held_out", held_out())):
        made = list(operator_questions(logs, twins, wording))  # type: ignore[arg-type]
        kinds = {m.case.kind for m in made}
        assert kinds <= set(forms)
        assert set(forms) - kinds <= {"crossing_up", "crossing_down"}
        for language in ("en", "fr"):
            assert {m.case.kind for m in made if m.case.language == language} == kinds
        assert {m.wording for m in made} == {wording}
        assert len({m.case.id for m in made}) == len(made)
        assert not any("{" in m.case.question for m in made)


def test_no_wording_stands_in_two_sets() -> None:
    sets = (TEMPLATES, UNSEEN, developed(), held_out())
    told = [{form for kinds in forms.values() for one in kinds.values() for form in one} for forms in sets]
    assert not told[2] & (told[0] | told[1])
    assert not told[3] & (told[0] | told[1] | told[2])


def test_the_truth_of_limits_extremes_and_twins_is_in_the_readings() -> None:
    logs, twins = made_logs(2, 5), twin_logs(5)
    made = {m.case.kind: m for m in operator_questions(logs[:1], twins[:1], "developed")}
    plain, local = logs[0].of("plain"), logs[0].of("local")
    assert plain.values.min() <= made["min"].case.value < made["max"].case.value <= plain.values.max()
    crossing = made.get("crossing_up") or made["crossing_down"]
    assert crossing.within is not None
    assert local.change is not None
    row = round((crossing.within[0] - logs[0].start) / logs[0].step) + 1
    beyond = (local.values - np.median(local.values)) / local.change.size > 0.59
    assert beyond[row]
    assert not beyond[logs[0].kept & (np.arange(logs[0].rows) < row - 1)].any()
    end = twins[0].at(twins[0].rows - 1)
    assert made["limit_time"].within[0] > end
    assert (
        made["forecast"].case.value > twins[0].of("warming").values.mean() + 3 * twins[0].of("warming").noise
    )
    assert made["hotter"].case.value == ("rising" if twins[0].sensors[0].role == "warming" else "steady")


def test_a_file_has_the_readings_that_were_kept(tmp_path) -> None:
    log = made_logs(2, 5)[1]
    lines = write_log(log, tmp_path).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + int(log.kept.sum()) < 1 + log.rows
    assert ";" in lines[0]
    assert lines[1].startswith(f"{log.at(0):%Y-%m-%d %H:%M:%S};")
    assert float(lines[1].split(";")[1].replace(",", ".")) == log.sensors[0].values[0]
