"""Whether there is room in the memory for what is about to begin, and giving back what is free."""


def require_room(size: int) -> None:
    """Raise MemoryError unless the limits of this process leave so many bytes; none is used.

    To run out halfway is worse: a thread that is starting hangs, and a library may end the program.
    """
    import mmap  # which a prompt does without

    try:
        mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=0).close()
    except OSError as error:
        raise MemoryError from error


def give_back() -> None:
    """Return to the system what is free but still held, where the C library can do that.

    It cuts off the free end by itself, but keeps every page that is free in the middle.
    """
    import ctypes  # which only a session uses, and only after a collection

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
