"""Studies that measure what advice and its explanation do to people's decisions."""
