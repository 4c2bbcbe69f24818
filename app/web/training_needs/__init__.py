"""The training needs that follow from an audit, for the L&D group."""
