"""Everything that tells. Reports read; their connection cannot write."""
