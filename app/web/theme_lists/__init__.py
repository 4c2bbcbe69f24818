"""Theme lists: their themes, their changes, and changing them."""
