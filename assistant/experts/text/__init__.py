"""The text expert: passages, clauses and sentences of documents that answer a question."""
