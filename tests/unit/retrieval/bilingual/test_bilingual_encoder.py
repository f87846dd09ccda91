"""The French encoder puts French sentences where the packaged model puts their translations."""

import numpy as np
import pytest

from retrieval.bilingual.encoder import FOLDER, french_encoder, read_pieces, with_pieces
from retrieval.embed import PACKAGED, embedder, packaged_folder
from retrieval.words import is_french

_FRENCH = (
    "Le niveau de bruit dans la salle des machines est trop élevé.",
    "La pompe de secours démarre automatiquement.",
    "Ouvrir la vanne avant de remplir le réservoir.",
    "Le moteur a été remplacé l'année dernière.",
)
_ENGLISH = (
    "The noise level in the machine room is too high.",
    "The standby pump starts automatically.",
    "Open the valve before filling the tank.",
    "The motor was replaced last year.",
)


def test_a_sentence_is_nearest_to_its_translation_and_was_not_before() -> None:
    french, plain = french_encoder(PACKAGED), embedder(PACKAGED)
    assert french is not None
    english = plain.encode(_ENGLISH)
    own = np.diag(french.encode(_FRENCH) @ english.T)
    others = french.encode(_FRENCH) @ english.T
    assert (others.argmax(axis=1) == np.arange(len(_FRENCH))).all()
    assert own.mean() > 0.5
    assert own.mean() > np.diag(plain.encode(_FRENCH) @ english.T).mean() + 0.2


def test_equal_texts_give_equal_vectors_of_length_one() -> None:
    french = french_encoder(PACKAGED)
    assert french is not None
    first, second = french.encode([_FRENCH[0], _FRENCH[0]])
    assert np.array_equal(first, second)
    assert np.linalg.norm(first) == pytest.approx(1.0, abs=1e-5)


def test_pieces_stand_behind_those_of_the_packaged_tokenizer() -> None:
    folder = packaged_folder()
    assert folder is not None
    pieces = read_pieces(FOLDER / "pieces.txt")
    tokenizer = with_pieces(folder, pieces)
    first = tokenizer.token_to_id(pieces[0])
    assert first == tokenizer.get_vocab_size() - len(pieces)
    assert tokenizer.encode("fichier").tokens[1:-1] == ["fichier"]


def test_a_model_from_the_hub_has_no_french_encoder() -> None:
    assert french_encoder("intfloat/multilingual-e5-small") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("combien de temps peut-on shunter un déclenchement ?", True),
        ("seuil d'alerte vibration d'une pompe", True),
        ("how long may a trip be bypassed?", False),
        ("P-101A vibration", False),
        ("température palier", True),
    ],
)
def test_a_question_is_told_to_be_french(text: str, expected: bool) -> None:
    assert is_french(text) is expected
