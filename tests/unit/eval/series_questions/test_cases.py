"""Questions of made logs: both languages, each kind, answers as the generator knows them."""

from __future__ import annotations

from eval.series_questions.cases import made_logs, made_questions
from eval.series_questions.files import write_log
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


def test_a_file_has_the_readings_that_were_kept(tmp_path) -> None:
    log = made_logs(2, 5)[1]
    lines = write_log(log, tmp_path).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + int(log.kept.sum()) < 1 + log.rows
    assert ";" in lines[0]
    assert lines[1].startswith(f"{log.at(0):%Y-%m-%d %H:%M:%S};")
    assert float(lines[1].split(";")[1].replace(",", ".")) == log.sensors[0].values[0]
