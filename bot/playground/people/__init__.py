"""What people do: as Python calls, over HTTP, and the stream of events to their pages."""
