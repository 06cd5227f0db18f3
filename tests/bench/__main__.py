"""Speed as ratios of one run, as ``make bench`` prints it after the link checks (``tests.bench.links``).

How fast pages are read, beside parsers (an argument names a folder of saved pages), and the time of every
step of the sentence for the demo's month. Absolute times belong to the machine; quote the ratio.
"""

from __future__ import annotations

import sys

from tests.bench import month, reading

if __name__ == "__main__":
    reading.main(*sys.argv[1:2])
    month.main()
