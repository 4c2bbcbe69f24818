"""Papers and pictures are made by one process beside those that answer browsers.

It gives way to them, makes one thing at a time, and keeps what it made by what it was made from.
The server starts it (``app/serving.py``) as ``reports.making``; ``asking`` asks it, ``keeping`` is
what it remembers. Where there is none, or it fails, whoever asks makes the paper: nobody goes
without.
"""
