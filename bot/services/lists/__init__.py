"""Lists of members: brought along from elsewhere, and handed out."""
