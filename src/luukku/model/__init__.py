"""The words of the story. Frozen, without I/O, known to every room."""
