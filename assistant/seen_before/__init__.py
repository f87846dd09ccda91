"""Whether a stretch of a log was seen before: alike stretches, and what was recorded around them."""
