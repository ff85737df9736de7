"""A first demo: a département that does not exist, its processes and what its residents sent.

Everything in it was written for it. Contributions go through the intake and moderation services,
so that the demo shows what the portal does, not what a fixture says.
"""
