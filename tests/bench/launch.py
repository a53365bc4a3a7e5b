"""``launch.py MODULE …`` runs a module's ``main`` from bytecode, as the launcher of an installed one does.

Python compiles the script that it is given at every start: 6 ms for the probe, for which nobody waits who
starts the program.
"""

import importlib
import sys

sys.exit(importlib.import_module(sys.argv.pop(1)).main())
