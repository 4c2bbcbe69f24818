"""What there is to learn from: the offers, the evidence that they answer, the frames they name."""
