"""The people of the agencies that somebody leads, and inviting more."""
