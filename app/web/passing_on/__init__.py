"""What was passed on of what was learned, and how teams used it."""
