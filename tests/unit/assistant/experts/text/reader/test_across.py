"""A passage in the other language is read by the reader that knows both, others as before."""

from assistant.experts.text.reader.read import Reader, readers
from retrieval.embed import packaged_folder

_PASSAGES = (
    "The winch was installed in 1987 by the harbour office. Its drum is made of cast iron.",
    "Le treuil a été repeint en gris. Le bureau du port en est responsable.",
)


def test_a_french_question_finds_its_answer_in_english() -> None:
    folder = packaged_folder()
    assert folder is not None
    read = readers(folder)
    (english, _) = read("En quelle année le treuil a-t-il été installé ?", _PASSAGES)
    span = english.best()
    assert span is not None
    assert "1987" in _PASSAGES[0][span.start : span.end]
    plain = Reader(folder).read("En quelle année le treuil a-t-il été installé ?", _PASSAGES[:1])[0].best()
    assert plain is not None
    assert span.score > plain.score


def test_passages_in_the_language_of_the_question_are_read_as_before() -> None:
    folder = packaged_folder()
    assert folder is not None
    for question, passage in (
        ("When was the winch installed?", _PASSAGES[0]),
        ("De quelle couleur est le treuil ?", _PASSAGES[1]),
    ):
        one, other = readers(folder)(question, [passage])[0], Reader(folder).read(question, [passage])[0]
        assert one.best() == other.best()


def test_readings_come_in_the_order_of_the_passages() -> None:
    folder = packaged_folder()
    assert folder is not None
    found = readers(folder)("When was the winch installed?", [*_PASSAGES, _PASSAGES[0]])
    assert found[0].best() == found[2].best()
    assert int(found[1].offsets.max()) <= len(_PASSAGES[1])
