"""When a question is asked: a small language of frozen values, of which nothing is ever run."""
