"""The learning and development strategy: what is to be reached, what is done, what came of it."""
