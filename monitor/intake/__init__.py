"""The inventory's files: YAML or a spreadsheet in, a checked ``Inventory`` out."""

from monitor.intake.reading import read
from monitor.intake.rows import InventoryError

__all__ = ["InventoryError", "read"]
