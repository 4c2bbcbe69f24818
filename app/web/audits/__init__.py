"""Audits: the list, setting one up, the board, and closing it."""
