"""Places to talk, and how each episode was liked."""
