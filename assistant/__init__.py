"""From a question to a checked answer: gate, experts, answer, reports, API. Knows no user interface."""
