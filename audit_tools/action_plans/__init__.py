"""Action plans: six columns as the partnership wrote them, and beside them where each stands."""
