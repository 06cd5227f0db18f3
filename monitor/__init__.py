"""Everything that remembers and decides."""

__version__ = "0.1.0"
