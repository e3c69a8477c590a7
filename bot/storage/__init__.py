"""What is kept: the database, its migrations, and one module of functions per aggregate."""
