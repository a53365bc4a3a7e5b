"""Taking turns: compiled code keeps the interpreter until it calls something that is not compiled."""


def give_way() -> None:
    """Let another thread have its turn, if one waits for it. Never compiled: that is the point."""
