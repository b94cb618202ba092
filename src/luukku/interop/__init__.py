"""Doors for other programs, in forms that they already speak."""
