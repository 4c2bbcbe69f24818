"""The theme summary of an audit, for the boards and everybody who held its discussions."""
