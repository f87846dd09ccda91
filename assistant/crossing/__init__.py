"""Questions that need two sources: what one source says is put into the question, then it is asked again."""
