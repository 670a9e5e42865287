"""Whether there is room in the memory for what is about to begin."""


def require_room(size: int) -> None:
    """Raise MemoryError unless the limits of this process leave so many bytes; none is used.

    To run out halfway is worse: a thread that is starting hangs, and a library may end the program.
    """
    import mmap  # which a prompt does without

    try:
        mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=0).close()
    except OSError as error:
        raise MemoryError from error
