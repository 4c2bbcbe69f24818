"""The strengths bank: what audits saw go well, theme by theme."""
