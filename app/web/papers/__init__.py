"""Papers on one case: its record, its sheet, and an agency's own copy of its return."""
