"""What whoever runs the bot sees of it from outside: `/healthz` and `/metrics`."""
