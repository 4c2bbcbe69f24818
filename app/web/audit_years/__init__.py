"""The year's audit plan: how often there is an audit, quarter by quarter."""
