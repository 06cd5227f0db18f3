"""``python -m monitor`` is the program ``xunjian``."""

from monitor.cli import main

main(prog_name="xunjian")
