"""What was written to those who are asked, and what still waits to be sent."""
