"""The key sheets of an audit, and when they were sent."""
