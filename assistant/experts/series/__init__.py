"""The time-series expert: questions in words over sensor logs."""
