"""HTTP/1.1 over asyncio: one request, one answer, every limit kept. It decides nothing about outcomes."""
