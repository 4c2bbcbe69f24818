"""Handing inspectors what an audit holds."""
