"""Lists that members bring along and take along."""
