"""What there is to learn from: learning offers, whom they are for, who came, what they answer."""
