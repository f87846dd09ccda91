"""Settings from variables and the file, and how wrong ones are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import load_settings


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        ("k1,k2", ["k1", "k2"]),
        ('["k1", "k,2"]', ["k1", "k,2"]),
        (" one ", ["one"]),
        ("a,,b,", ["a", "b"]),
        ("", []),
    ],
)
def test_keys_are_a_list_or_separated_by_commas(
    value: str, keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_KEYS", value)
    assert [key.get_secret_value() for key in load_settings().keys] == keys


@pytest.mark.parametrize("value", ['[""]', '["a", " "]', "[1", '["a"'])
def test_a_key_that_everybody_has_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_KEYS", value)
    with pytest.raises(SettingsError, match="keys"):
        load_settings()


def test_a_variable_wins_over_the_file_and_the_command_line_over_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'engine = "openai"\nkeys = ["f"]\n[ingest]\nworkers = 3\n[answer]\nmax_tokens = 50\n'
    (tmp_path / "assistant.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_INGEST__WORKERS", "5")
    settings = load_settings(engine="scripted", data=None)
    assert (settings.engine, settings.ingest.workers, settings.answer.max_tokens) == ("scripted", 5, 50)
    assert [key.get_secret_value() for key in settings.keys] == ["f"]


def test_a_misspelt_variable_is_refused_and_another_program_s_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "ASSISTANT_PORT", "tcp://10.0.0.7:7860"
    )  # a cluster sets it for a service of this name
    monkeypatch.setenv("ASSISTANT_SERVICE_HOST", "10.0.0.7")
    load_settings()
    monkeypatch.setenv("ASSISTANT_BASEURL", "http://localhost:8000/v1")
    with pytest.raises(SettingsError, match="did you mean ASSISTANT_BASE_URL"):
        load_settings()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("colour = 1", "colour: there is no such setting"),
        ("[ingest]\nworkers = 0", "ingest.workers"),
        ("= broken", "assistant.toml"),
    ],
)
def test_a_wrong_file_is_told(text: str, word: str, tmp_path: Path) -> None:
    (tmp_path / "assistant.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=word):
        load_settings()


def test_a_section_that_is_no_json_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_RETRIEVAL", "{")
    with pytest.raises(SettingsError, match="retrieval"):
        load_settings()


def test_endpoints_of_the_graph_are_named_in_the_file_or_by_variables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings().graph.endpoints == {}
    (tmp_path / "assistant.toml").write_text(
        '[graph.endpoints]\nwikidata = "https://query.wikidata.org/sparql"\n'
        '[graph.endpoints.own]\nurl = "http://fuseki:3030/plant/sparql"\nuser = "reader"\npassword = "s3cret"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("ASSISTANT_GRAPH__ENDPOINTS__THIRD", "http://third/sparql")
    monkeypatch.setenv("ASSISTANT_GRAPH__ENDPOINTS__OWN__DAYS", "1")
    found = load_settings().graph.endpoints
    assert {name: one.url for name, one in found.items()} == {
        "wikidata": "https://query.wikidata.org/sparql",
        "own": "http://fuseki:3030/plant/sparql",
        "third": "http://third/sparql",
    }
    assert (found["own"].days, found["wikidata"].days) == (1, 7)
    assert "s3cret" not in repr(load_settings())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('own = "file:///etc/passwd"', "http"),
        ('own = "http://reader:s3cret@fuseki/sparql"', "not in the address"),
        ('"../own" = "http://fuseki/sparql"', "small letters"),
        ('own = {url = "http://fuseki/sparql", pasword = "s3cret"}', "no such setting"),
        ("own = 5", "endpoints"),
    ],
)
def test_endpoints_that_cannot_be_used_are_refused_without_their_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, word: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "assistant.toml").write_text(f"[graph.endpoints]\n{text}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=word) as told:
        load_settings()
    assert "s3cret" not in str(told.value)
