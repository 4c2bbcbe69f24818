"""Asking the agencies which children they know, and their answers."""
