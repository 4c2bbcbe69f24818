"""Rows and values: the only place that knows SQLAlchemy's tables."""
