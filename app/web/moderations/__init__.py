"""What inspectors or a second moderator said of agreed cases."""
