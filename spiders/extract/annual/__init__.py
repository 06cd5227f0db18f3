"""Annual disclosure reports (政府信息公开工作年度报告): from a document's blocks to its numbers and faults. Pure."""
