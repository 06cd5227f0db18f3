"""A generated government portal of thousands of pages, written as files, served by nginx, with a truth beside it.

Everything follows from the number of pages, the day and a seed. What is dead is known before a page is
written (``truth.json``), never learned from a crawl. ``python -m tests.bench.portal --help`` makes and serves one.
"""
