"""Trying out a return on an invented child, for oneself alone."""
