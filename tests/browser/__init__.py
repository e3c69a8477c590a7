"""The playground's page, used as a person uses it."""
