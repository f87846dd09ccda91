"""A small reader of passages: where in a passage a question is answered, or that it is not."""
