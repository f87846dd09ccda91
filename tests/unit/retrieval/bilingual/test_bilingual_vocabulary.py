"""New French pieces begin where the English pieces lie that they are translated with."""

import torch
from tokenizers import Tokenizer

from retrieval.bilingual.encoder import with_pieces
from retrieval.bilingual.vocabulary import first_vectors, french_pieces
from retrieval.embed import packaged_folder

_PAIRS = [
    ("la vanne est ouverte", "the valve is open"),
    ("la vanne est neuve", "the valve is new"),
    ("fermer la vanne", "close the valve"),
    ("une vanne rouge", "a red valve"),
    ("la pompe est ouverte", "the pump is open"),
    ("une pompe neuve", "a new pump"),
] * 3


def _tokenizer(pieces: list[str]) -> Tokenizer:
    folder = packaged_folder()
    assert folder is not None
    return with_pieces(folder, pieces)


def test_pieces_are_those_that_english_lacks() -> None:
    known = set(_tokenizer([]).get_vocab())
    pieces = french_pieces([french for french, _ in _PAIRS], known)
    assert "vanne" in pieces
    assert not known & set(pieces)


def test_a_piece_begins_near_its_translation() -> None:
    plain, french = _tokenizer([]), _tokenizer(["vanne", "zzqx"])
    torch.manual_seed(0)
    words = torch.nn.functional.normalize(torch.randn(plain.get_vocab_size(), 24), dim=1)
    found = first_vectors(
        ["vanne", "zzqx"],
        tokenizer=plain,
        words=words,
        french=[french.encode(one).ids for one, _ in _PAIRS],
        english=[plain.encode(other).ids for _, other in _PAIRS],
    )
    near = torch.nn.functional.cosine_similarity(found[:1], words)
    assert near.argmax() == plain.token_to_id("valve")
    spelt = words[plain.encode("zzqx").ids[1:-1]].mean(0)
    assert torch.allclose(found[1], spelt)
