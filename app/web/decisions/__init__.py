"""What boards and groups decided, for the Business Unit and for their members."""
