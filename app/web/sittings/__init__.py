"""A sitting: the cases of a dip sample, opened, compared and agreed together."""
