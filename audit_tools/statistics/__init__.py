"""How little a few children can tell, and when a change may be called likely.

The child is what is counted: the returns of several agencies about one child are no independent
observations, and a test that takes them for such finds a change that is none in 15 to 30 of 100
audits. Grades are ordinal: they are compared and counted, and never averaged. Shares here are
between 0 and 1; nothing of it is shown without its count beside it.
"""
