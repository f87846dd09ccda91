"""A report in the formats that people open: HTML, Markdown, Word, PDF, and JSON for programs."""
