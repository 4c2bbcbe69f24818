"""How urgent the themes of an audit are: the suggestion, and what a group decided."""
