"""Practice organisations beside the counter: agents and a clerk in one process, an identity provider in another.

They are the other side of the counter. They import nothing of Luukku, and Luukku imports nothing of them.
"""
