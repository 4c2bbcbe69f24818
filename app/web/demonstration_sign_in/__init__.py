"""Signing in to the demonstration with one click."""
