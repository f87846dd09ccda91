"""What a document says in a few points, and what is known of a piece of equipment: extracts, never prose."""
