"""A command as a process of its own: `autograder`, and `python -m autograder`."""

import gc


def main() -> None:
    """Run a command.

    A third of what a short one takes is Python looking for garbage: again and again among what is
    imported, and once more among all of it at the end.
    """
    gc.set_threshold(50_000, 20, 20)
    from autograder.cli import main

    try:
        main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
