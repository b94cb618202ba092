"""Names of people and places as data: common given names, surnames and post towns, and the everyday words among them.

Written for this project from general knowledge, by no register and no corpus; docs/personal-data.md says what that misses.
"""
