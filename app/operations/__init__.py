"""What people intend to do: one intention a function, keyword-only, in one transaction."""
