"""The ranges that ship are those of the encoders that ship."""

from assistant.experts.text.reader.ranges import shipped
from retrieval.embed import packaged_folder
from retrieval.ranges import kept_ranges


def test_every_encoder_that_ships_starts_from_its_kept_ranges() -> None:
    folder = packaged_folder()
    assert folder is not None
    encoders = shipped(folder)
    assert len({encoder.fingerprint for encoder in encoders}) == 4
    for encoder in encoders:
        assert kept_ranges(encoder.fingerprint) is not None
