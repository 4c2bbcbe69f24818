"""The words that people type: what may be a name, what blames a child, what an acronym means."""
