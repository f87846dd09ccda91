"""The commands of ``assistant``, one noun a file. Heavy imports stand inside the functions."""
