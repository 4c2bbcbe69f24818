"""Kinds of document: what an audience may be given, put in order as an outline."""
