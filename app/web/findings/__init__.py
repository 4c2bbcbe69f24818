"""Findings: taken from lines in the discussion, sorted into themes, worded for sharing."""
