"""When and where discussions are, who is expected, and the pages of those who are asked."""
