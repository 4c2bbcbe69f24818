"""Inspections of the partnership, and the audits that answer their findings."""
