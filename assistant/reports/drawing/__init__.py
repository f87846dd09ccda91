"""Rules that verify a drawing: one noun a file, each from a subject to findings. Imports nothing here."""
