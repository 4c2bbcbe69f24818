"""The audit in plain Python: tools, returns, discussions, findings and the rules that join them.

Nothing here knows the web, the database or data frames.
"""

VERSION = "0.1.0"
"""Which version of the rules this is: that of the whole application."""
