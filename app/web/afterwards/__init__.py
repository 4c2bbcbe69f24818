"""What everybody gets who answered or came, once it is agreed."""
