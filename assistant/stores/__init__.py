"""Lists of parts in stock: what must be ordered, what the stock is worth, who supplies a part."""
