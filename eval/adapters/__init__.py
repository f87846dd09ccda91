"""Ways to adapt a language model, compared at equal tokens."""
