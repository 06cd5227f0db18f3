"""The check of one site's links: its addresses, its memory of them, how each is asked and what is said of it."""
