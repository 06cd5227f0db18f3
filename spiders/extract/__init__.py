"""Pure: bytes in, facts out. No network, no files, no clock."""
