"""The page of one case, and what is done to it."""
