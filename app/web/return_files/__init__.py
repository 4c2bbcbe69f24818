"""A return as a file: taken away, looked at when it comes back, and read in."""
