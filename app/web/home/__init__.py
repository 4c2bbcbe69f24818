"""The first page, which leads to the work of the person."""
