"""From files to records: parsers, chunks and the batch. Knows the catalogue, nothing of answering."""
