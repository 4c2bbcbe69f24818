"""An agency's own returns: the list, one section a page, checking, sending, and the own copy."""
