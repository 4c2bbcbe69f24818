"""Two audits beside each other, and what the group that reads them says of it."""
