"""The plant's concepts out of what is catalogued: tables, documents, drawings, logs. Answers no question."""
