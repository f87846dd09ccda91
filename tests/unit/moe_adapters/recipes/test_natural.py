"""The readers of the natural sets, on small files in the sets' formats."""

from __future__ import annotations

import gzip
import json
import tarfile
from pathlib import Path
from typing import Any

from moe_adapters.recipes.plant.multi_hop import hotpotqa, multi_hop_example, musique
from moe_adapters.recipes.plant.natural import article, clapnq, nq_oracle, qed, squad_like
from moe_adapters.recipes.plant.natural_tables import aitqa, tatqa, wiki_table_questions
from moe_adapters.recipes.plant.prompt import split_markers


def _lines(path: Path, *rows: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row) + "\n" for row in rows)
    if path.suffix == ".gz":
        with gzip.open(path, "wt", encoding="utf-8") as stream:
            stream.write(text)
    else:
        path.write_text(text, encoding="utf-8")
    return path


def test_squad_offsets_that_do_not_hold_are_mended_or_left_out(tmp_path: Path) -> None:
    context = "La pompe date de 1998."
    answers = [("1998", 17), ("1998", 3), ("2001", 0), (" ", 0)]
    qas = [
        {"question": "q ?", "id": str(n), "answers": [{"text": text, "answer_start": start}]}
        for n, (text, start) in enumerate(answers)
    ]
    file = {"data": [{"title": "La_Pompe", "paragraphs": [{"context": context, "qas": qas}]}]}
    path = tmp_path / "x.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    rows = list(squad_like(path, task="piaf", licence="MIT", language="fr"))
    assert [(row.id, row.start) for row in rows] == [("piaf-0", 17), ("piaf-1", 17)]
    assert {row.group for row in rows} == {article("la pompe")}


def _qed_train(kind: str, key: int) -> dict[str, Any]:
    return {
        "example_id": key, "paragraph_text": "It was built in 1998 , they say .", "question_text": "when",
        "title_text": "It", "answer_text": ["1998"], "answer_type": kind, "annotation": [],
    }  # fmt: skip


def test_qed_takes_sure_positives_and_real_abstentions_only(tmp_path: Path) -> None:
    _lines(
        tmp_path / "nq-train-00-qed.jsonlines",
        _qed_train("single_sentence", 1),
        _qed_train("multi_sentence", 2),
        _qed_train("none", 3),
    )
    dev = {
        "example_id": 4, "paragraph_text": "It is red .", "question_text": "when", "title_text": "It",
        "original_nq_answers": [], "annotation": {"explanation_type": "none"},
    }  # fmt: skip
    _lines(tmp_path / "qed-dev.jsonlines", dev, dev)
    rows = {row.id: row for row in qed(tmp_path)}
    assert set(rows) == {"qed-1", "qed-4"}
    assert rows["qed-1"].text == "It was built in 1998, they say."
    assert rows["qed-1"].text[rows["qed-1"].start :].startswith("1998")
    assert (rows["qed-4"].answer, rows["qed-4"].task) == (None, "abstain_qed")


def test_nq_takes_the_first_answer_that_stands_in_the_passage(tmp_path: Path) -> None:
    passage = {"title": "T", "text": "Built in May 1998 by hand."}
    path = _lines(
        tmp_path / "nq.jsonl.gz",
        {"question": "when", "answers": ["1997", "1998", "May 1998"], "ctxs": [passage]},
        {"question": "who", "answers": ["nobody"], "ctxs": [passage]},
    )
    (row,) = nq_oracle(path)
    assert (row.answer, row.aliases) == ("May 1998", ("1997", "1998"))


def test_clapnq_without_an_answer_is_an_abstention(tmp_path: Path) -> None:
    passage = {"title": "T", "text": "It is red . ", "sentences": []}
    _lines(
        tmp_path / "a.jsonl",
        {"id": "1", "input": "what colour", "passages": [passage], "output": [{"answer": "It is red ."}]},
        {
            "id": "2",
            "input": "when",
            "passages": [passage],
            "output": [{"answer": "", "selected_sentences": []}],
        },
    )
    first, second = clapnq(tmp_path)
    assert (first.answer, first.task, first.written) == ("It is red.", "clapnq", True)
    assert (second.answer, second.task) == (None, "abstain_clapnq")


def test_wiki_tables_are_unescaped_and_values_joined(tmp_path: Path) -> None:
    table = tmp_path / "1.csv"
    table.write_text('"name","note"\n"a \\"b\\"","x"\n', encoding="utf-8")
    with tarfile.open(tmp_path / "tables.tar.gz", "w:gz") as archive:
        archive.add(table, "csv/1-csv/1.csv")
    with gzip.open(tmp_path / "training.tsv.gz", "wt", encoding="utf-8") as stream:
        stream.write("id\tutterance\tcontext\ttargetValue\nnt-0\twho?\tcsv/1-csv/1.csv\tone|two\n")
        stream.write("nt-1\twho?\tcsv/absent.csv\tone\n")
    (row,) = wiki_table_questions(tmp_path)
    assert row.rows == (("name", "note"), ('a "b"', "x"))
    assert (row.answer, row.group) == ("one, two", "wtq:csv/1-csv/1.csv")


def test_nested_headings_become_paths_and_the_needed_row_is_found(tmp_path: Path) -> None:
    table = {
        "id": "tab-0", "column_header": [["Year", "2018"], ["Year", "2017"]],
        "row_header": [["Cost", "Fuel"], ["Cost", "Cost"]], "data": [["1", "2"], ["3", "4"]],
    }  # fmt: skip
    _lines(tmp_path / "aitqa_tables.jsonl", table)
    _lines(
        tmp_path / "aitqa_questions.jsonl",
        {"id": "q", "table_id": "tab-0", "question": "fuel?", "answers": ["2"]},
        {"id": "r", "table_id": "tab-0", "question": "none?", "answers": []},
    )
    (row,) = aitqa(tmp_path)
    assert row.rows[0] == ("", "Year > 2018", "Year > 2017")
    assert row.rows[1][0] == "Cost > Fuel"
    assert row.rows[2][0] == "Cost"
    assert row.needed == (1,)


def test_only_spans_that_stand_in_the_table_are_taken(tmp_path: Path) -> None:
    def asked(kind: str, origin: str, answer: Any) -> dict[str, Any]:
        key = f"{kind}-{origin}-{answer}"
        return {"uid": key, "question": "q", "answer": answer, "answer_type": kind, "answer_from": origin}

    document = {
        "table": {"uid": "u", "table": [["", "2019"], ["Sensors", "914"]]},
        "questions": [
            asked("span", "table", ["914"]),
            asked("span", "text", ["914"]),
            asked("arithmetic", "table", -94),
            asked("span", "table", ["absent"]),
        ],
    }
    (tmp_path / "x.json").write_text(json.dumps([document]), encoding="utf-8")
    assert [(row.answer, row.needed) for row in tatqa(tmp_path)] == [("914", (1,))]


def test_both_needed_passages_are_cited(tmp_path: Path) -> None:
    context = [["A", ["A is in B.", " It is old."]], ["B", ["B lies in Spain."]], ["C", ["C is a sea."]]]
    row = {"_id": "1", "question": "where?", "answer": "Spain", "context": context}
    facts = [["A", 0], ["B", 0]]
    path = _lines(
        tmp_path / "hotpot.jsonl.gz",
        {**row, "supporting_facts": facts},
        {**row, "_id": "2", "answer": "yes", "supporting_facts": facts},
        {**row, "_id": "3", "supporting_facts": facts[:1]},
    )
    (found,) = hotpotqa(path)
    example = multi_hop_example(found, seed=0)
    answer, numbers = split_markers(example.answer)
    assert answer == "Spain"
    lines = example.messages[1].content.split("\n")
    cited = " ".join(lines[number - 1] for number in numbers)
    assert "A is in B." in cited
    assert "B lies in Spain." in cited
    assert len(numbers) == 2


def test_musique_keeps_two_hop_questions_with_their_aliases(tmp_path: Path) -> None:
    paragraphs = [
        {"idx": 0, "title": "A", "paragraph_text": "A is in B.", "is_supporting": True},
        {"idx": 1, "title": "B", "paragraph_text": "B lies in Spain.", "is_supporting": True},
        {"idx": 2, "title": "C", "paragraph_text": "C is a sea.", "is_supporting": False},
    ]
    hops = [{"answer": "B", "paragraph_support_idx": 0}, {"answer": "Spain", "paragraph_support_idx": 1}]
    row = {"id": "2hop", "question": "where?", "answer": "Spain", "answer_aliases": ["España"]}
    path = _lines(
        tmp_path / "m.jsonl.gz",
        {**row, "paragraphs": paragraphs, "question_decomposition": hops},
        {**row, "id": "3hop", "paragraphs": paragraphs, "question_decomposition": [*hops, hops[0]]},
    )
    (found,) = musique(path)
    assert found.aliases == ("España",)
    assert found.titles == (article("A"), article("B"))
