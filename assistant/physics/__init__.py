"""What failures show in, from general knowledge of machines: mechanisms and quantities. Reads no source."""
