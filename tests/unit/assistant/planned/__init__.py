"""Tests of planned work."""
