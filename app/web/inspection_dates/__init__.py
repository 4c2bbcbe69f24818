"""The dates of a joint inspection, proposed from the day of its notification."""
