"""What a user would pick instead, asked the same questions in the same run."""
