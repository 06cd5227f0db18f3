"""Documents that are no web pages (PDF, Word, Excel), opened in a process of their own that may fail."""
