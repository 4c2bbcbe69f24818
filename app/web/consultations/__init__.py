"""What practitioners are asked: a draft to comment on, and a short questionnaire."""
