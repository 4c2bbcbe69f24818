"""Tidy tables to pictures, drawn one case at a time while there are few.

matplotlib's object API only: there is no "current figure" that two requests could share.
"""
