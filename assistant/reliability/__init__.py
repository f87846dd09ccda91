"""How reliable machines are, from a register of work: MTBF, downtime, availability, trends, rankings."""
