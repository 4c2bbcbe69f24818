"""Changing a draft of an audit tool, one place at a time: as data, with every step to be undone."""
