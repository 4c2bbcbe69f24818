"""People, their roles and their links to set a password."""
