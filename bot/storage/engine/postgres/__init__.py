"""PostgreSQL under the same storage functions: imported only where DATABASE_URL is set (docs/decisions/0043)."""
