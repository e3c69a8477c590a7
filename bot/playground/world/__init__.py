"""The state: people, servers, channels, messages; their permissions, their JSON, their keeping."""
