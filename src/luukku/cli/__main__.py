"""`python -m luukku.cli` is `luukku`."""

from luukku.cli import main

main()
