"""What every test may use."""

pytest_plugins = ["tests.loopback.fixtures"]
