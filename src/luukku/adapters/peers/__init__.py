"""The ways to reach an organisation: its A2A agent, or a mailbox that a human clerk reads."""
