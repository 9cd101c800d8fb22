"""Files that one process at a time writes."""

from __future__ import annotations


def lock(file: int) -> bool:
    """Lock an open file, by its descriptor, for this process; say whether nobody else holds it.

    The lock goes with the descriptor, and so with the process, however that ends. Windows has none
    such: there, nobody is ever kept out.

    Raises:
        OSError: the file lies where nothing can be locked.
    """
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
