"""What every cog stands on: the client, its doors, who may pass them, publishing, and loops."""
