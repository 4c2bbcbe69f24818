"""The boards and groups that read the summaries."""
