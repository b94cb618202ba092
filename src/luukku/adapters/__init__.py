"""Everything that talks to a disk, a network or a model."""
