"""Immediate concerns about a child, raised from a return."""
