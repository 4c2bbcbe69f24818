"""A return as a file: filled in without a connection, sent back, and read in as if typed.

``form`` says what is asked, box by box; ``workbook`` puts it into a file and takes it out again;
``reading`` says what of a file would be saved, and what would not and why.
"""
