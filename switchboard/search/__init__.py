"""From what a caller said to people and units: spelling, index, ranking. Knows the domain, nothing else.

Most modules here may be compiled (``packaging/compile.py``); they answer the same as they are written.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the lists of words and names lie. A compiled module does not know where it is."""
