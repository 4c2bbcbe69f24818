"""Theme lists as REFI-QDA codebooks (``.qdc``), as programs for qualitative analysis exchange them.

Source: REFI-QDA standard 1.5, codebook 1.0, https://www.qdasoftware.org/codebook-exchange/.
"""
