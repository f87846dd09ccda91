"""French texts in the space of the packaged English embedder, so that each language finds the other."""
