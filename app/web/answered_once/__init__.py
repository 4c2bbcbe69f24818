"""What is answered once for a case or an audit, filled in."""
