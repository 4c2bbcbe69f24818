"""Meetings of boards and groups: what was put before them, and what they decided."""
