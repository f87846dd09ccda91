"""Other programs, each run by an interpreter of its own environment. They import nothing of ours."""
