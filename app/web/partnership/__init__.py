"""The partnership's settings."""
