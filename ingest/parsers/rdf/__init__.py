"""RDF files: ontologies, thesauri, asset models. Knows statements and their words, no catalogue."""
