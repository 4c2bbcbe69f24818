"""Action plans, their actions, and the statements of action that are sent."""
