"""The diagnostic report of a piece of equipment: signals, history, findings, failure modes, what to do."""
