"""The method statement of an audit, and its approval."""
