"""Write the table of references into a page: `python -m tutela.evidence.prevalence.conformance`."""

import sys
from pathlib import Path

from tutela.evidence.prevalence.conformance import main

main(Path(sys.argv[1]))
