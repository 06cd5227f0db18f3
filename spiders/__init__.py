"""Everything that looks: a process that is given a folder and leaves facts in it."""
