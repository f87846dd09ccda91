"""A space that items of several modalities share, anchored on concepts. Knows vectors, no graph."""
