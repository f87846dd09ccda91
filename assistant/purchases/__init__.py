"""Purchase orders: what is to arrive when, what is late and by how long, what orders are worth."""
