"""What is said of an error of our own: its kind and its places, never a value, which is people's data."""

_NO_THREAD = "can't start new thread"


def crash_report(error: BaseException | None) -> str:
    """Describe an error without its own text; lines that end in a newline."""
    if isinstance(error, MemoryError) or str(error) == _NO_THREAD:
        return "netui: there is too little memory: close other programs or raise the limit, then try again\n"
    import traceback  # which a program that does not fail should not wait for

    if error is None:
        return "netui stopped.\n"
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    head = "netui met an error of its own and stopped; what was saved is safe, what was typed is a draft."
    return "\n".join([head, type(error).__name__, *places, ""])
