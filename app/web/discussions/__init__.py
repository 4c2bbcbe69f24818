"""Case discussions: read to prepare, open, compare and agree a section at a time, sign off."""
