"""Fuzzing of the readers: broken files made from whole ones, each read under limits as ingestion reads it."""
