"""Reading a published audit tool."""
