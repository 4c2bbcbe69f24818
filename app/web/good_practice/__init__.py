"""The good practice of an audit: worded, agreed, and given to the heads of agencies."""
