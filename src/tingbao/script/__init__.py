"""Room 2: stories → script."""
