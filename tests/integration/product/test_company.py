"""The compose file's set-up without containers: catalogue in PostgreSQL, vectors on a Chroma server."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

import chromadb
import pytest
from company import PASSWORD, chroma, chroma_program, postgres, postgres_programs
from sqlalchemy import NullPool, create_engine, text

PROGRAMS, CHROMA = postgres_programs(), chroma_program()
needs_servers = pytest.mark.skipif(PROGRAMS is None or CHROMA is None, reason="needs PostgreSQL and Chroma")

QUESTION = "What is the vibration limit of pump P-101?"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The variables that the compose file gives the app."""
    assert PROGRAMS is not None
    assert CHROMA is not None
    with postgres(PROGRAMS) as port, chroma(CHROMA, tmp_path_factory.mktemp("chroma") / "data") as url:
        server = f"postgresql+psycopg://assistant:{quote(PASSWORD, safe='')}@127.0.0.1:{port}"
        engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE assistant"))
        yield {"ASSISTANT_CATALOGUE_URL": f"{server}/assistant", "ASSISTANT_RETRIEVAL__CHROMA_URL": url}


def _vectors(company: dict[str, str]) -> int:
    host, _, port = company["ASSISTANT_RETRIEVAL__CHROMA_URL"].removeprefix("http://").partition(":")
    client = chromadb.HttpClient(host=host, port=int(port))
    return sum(collection.count() for collection in client.list_collections())


def _rows(company: dict[str, str], table: str) -> int:
    engine = create_engine(company["ASSISTANT_CATALOGUE_URL"], poolclass=NullPool)
    with engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@needs_servers
def test_from_files_to_a_cited_answer_and_forgotten(product: Any, company: dict[str, str]) -> None:
    served = product.serve(extra=company)
    plant = product.plant()
    came = product.run("ingest", str(plant), "--json", extra=company)
    assert came.code == 0, came.err
    assert not (product.data / "catalogue.sqlite").exists()
    assert not (product.data / "chroma").exists()
    assert _vectors(company) == _rows(company, "chunks") > 3
    found = served.get("/v1/search", params={"q": "vibration of P-101"}).json()["data"][0]
    assert (found["source"], found["scores"]["dense"] > 0) == ("plant/standard.txt", True)
    with ThreadPoolExecutor(3) as people:
        answers = list(people.map(lambda question: _ask(served, question), [QUESTION] * 3))
    assert all("4.5" in message["content"] for message in answers)
    assert answers[0]["citations"][0]["source"] == "plant/standard.txt"
    assert "13" in _ask(served, "How many work orders are there for P-101?")["content"]

    (plant / "standard.txt").write_text(
        "4.2 Vibration\n\nThe overall vibration of pump P-101 shall not exceed 7.1 mm/s.\n", encoding="utf-8"
    )
    assert len(product.run("ingest", str(plant), "--json", extra=company).json["ingested"]) == 1
    assert "7.1" in _ask(served, QUESTION)["content"]
    assert product.run("reindex", "--json", extra=company).json["sources"] == 3
    assert _vectors(company) == _rows(company, "chunks")

    gone = product.run("forget", "*", "--json", extra=company)
    assert len(gone.json["forgotten"]) == 3
    assert (_vectors(company), _rows(company, "chunks"), _rows(company, "mentions")) == (0, 0, 0)
    assert not [path for path in (product.data / "objects").glob("??/*") if path.is_file()]


def _ask(served: Any, question: str) -> Any:
    body = {"messages": [{"role": "user", "content": question}]}
    return served.post("/v1/chat/completions", json=body).json()["choices"][0]["message"]


def test_an_address_that_leads_nowhere_is_said_without_its_password(product: Any) -> None:
    wrong = {"ASSISTANT_CATALOGUE_URL": "postgresql+psycopg://assistant:secret9@127.0.0.1:1/assistant"}
    done = product.run("sources", "--json", extra=wrong)
    assert done.code == 1
    assert "catalogue" in done.json["error"]
    assert "secret9" not in done.err + done.out


def test_a_chroma_server_that_is_away_is_said(product: Any) -> None:
    done = product.run("ingest", str(product.plant()), "--json", extra={
        "ASSISTANT_RETRIEVAL__CHROMA_URL": "http://127.0.0.1:1"
    })  # fmt: skip
    assert done.code == 1
    assert "127.0.0.1:1" in done.err
    assert "internal error" not in done.err
