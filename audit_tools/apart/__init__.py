"""Files from outside are read apart: in a process of their own, within hard limits.

A file can be made to grow without end, or to meet a fault of a library. Whatever it does, it does
to a process that knows no secret, has no database and lives for this one file. ``read_apart`` is
the one door; ``nursery`` is the process from which those that read are forked, ``limits`` what they
may use, ``lines`` how both ends speak.
"""

from audit_tools.apart.asking import read_apart
from audit_tools.apart.limits import Limits

__all__ = ["Limits", "read_apart"]
