"""The simulated district: a whole district on loopback, for any date of a simulated calendar.

``running`` starts the server as a process of its own and ends it; the server knows nothing of
the program that is tested against it.
"""

from tests.district.running import Running, running
from tests.district.truth import Truth

__all__ = ["Running", "Truth", "running"]
