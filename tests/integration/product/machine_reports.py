"""Reports on machines, asked for as users do: by the command, which is checked for facts, and by the API."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from eval.report_facts import Fact, says


def bodies_with_facts(
    product: Any, kind: str, facts: Sequence[Fact], *, known_gaps: int
) -> dict[str, dict[str, Any]]:
    """The English report on each machine that facts are known of; at most ``known_gaps`` of them fail.

    The first is made by the command, the others by one server.
    """
    first, *others = dict.fromkeys(fact.equipment for fact in facts)
    done = product.run("report", kind, "--equipment", first, "--language", "en", "--json")
    assert done.code == 0, done.err
    bodies = {first: done.json}
    server = product.serve()
    for machine in others:
        bodies[machine] = made_report(server, {"kind": kind, "equipment": machine, "language": "en"})[1]
    server.process.terminate()
    assert server.process.wait(60) == 0
    missing = [fact for fact in facts if not _held(fact, bodies[fact.equipment])]
    assert len(missing) <= known_gaps, missing
    for body in bodies.values():
        numbers = {citation["n"] for citation in body["citations"]}
        targets = {None, *(target["id"] for target in body["targets"])}
        for point in (*body["summary"], *(one for section in body["sections"] for one in _points(section))):
            assert set(point["citations"]) <= numbers
            assert point["target"] in targets
    return bodies


def made_report(server: Any, asked: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Asks the API for a report and waits for it: where it is, and its job."""
    begun = server.post("/v1/reports", json=asked)
    assert begun.status_code == 202
    where = begun.headers["location"]
    for _ in range(300):
        job = server.get(where).json()
        if job["status"] in ("done", "failed"):
            break
        time.sleep(0.2)
    assert job["status"] == "done", job
    return where, job["report"]


def _held(fact: Fact, body: dict[str, Any]) -> bool:
    sections = [one for one in body["sections"] if one["key"].removesuffix("_2") == fact.section]
    said = [text for section in sections for text in _said(section, fact.part)]
    return any(says(text, fact.needles) for text in (said[:1] if fact.first else said))


def _said(section: dict[str, Any], part: str) -> list[str]:
    if part:
        return [point["text"] for one in section["parts"] if one["key"] == part for point in one["points"]]
    rows = section["table"]["rows"] if section["table"] else []
    return [*(point["text"] for point in _points(section)), *(" ".join(row) for row in rows)]


def _points(section: dict[str, Any]) -> list[dict[str, Any]]:
    return [*section["points"], *(point for part in section["parts"] for point in part["points"])]
