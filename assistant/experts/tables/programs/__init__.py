"""Small programs over one table: all that a question may mean, and a learned choice among them."""
