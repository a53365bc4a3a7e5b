"""What each subcommand of the command line does; ``cli.py`` only reads arguments and picks one.

Each module's functions take the parsed arguments and return an exit code.
"""
