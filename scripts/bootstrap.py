"""Prepares a clone for `make`: environment, browser, front ends; quiet when all of it is up to date.

Usage: python3 -m scripts.bootstrap run | dev | lock | audit
"""

import sys

OLDEST = (3, 11)


def main(arguments: "list[str]") -> int:
    """Does what the one argument says; what cannot be done ends in one sentence and exit code 2."""
    if sys.version_info < OLDEST:
        found = "{}.{}".format(*sys.version_info[:2])
        wanted = "{}.{}".format(*OLDEST)
        print(  # a newer spelling of this module would not even be parsed by the Python that must print this
            f"Switchboard needs Python {wanted} or newer, but {sys.executable} is {found}; "
            f"install one and name it, for example: make demo PYTHON=python{wanted}",
            file=sys.stderr,
        )
        return 2
    from scripts import commands  # only now: its modules are written for the Python we want

    return commands.carry_out(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
