"""The children in scope, and the draw."""
