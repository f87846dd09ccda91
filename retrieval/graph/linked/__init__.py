"""SPARQL endpoints outside this machine, those of the settings alone. Knows no question and no catalogue."""
