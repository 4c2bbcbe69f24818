"""The learning and development strategy: objectives, activities, and what came of them."""
