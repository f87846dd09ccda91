"""The plant's concepts as a graph: terms, statements with places, queries, files. Reads no catalogue."""
