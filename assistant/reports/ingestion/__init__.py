"""The report of a batch: what came in, what did not and why, revisions, copies."""
