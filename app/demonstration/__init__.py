"""The demonstration: an invented partnership in which every page has something to show."""
