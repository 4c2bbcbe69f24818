"""The yearly return of an agency on the training that it gives its own staff."""
