"""Practice organisations in processes of their own: a benefit institution, an identity provider, a municipal clerk.

They are the other side of the counter. They import nothing of Luukku, and Luukku imports nothing of them.
"""
