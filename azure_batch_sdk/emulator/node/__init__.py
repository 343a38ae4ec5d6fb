"""A node: its directories and files, the processes of its tasks, and what they move from and to storage."""
