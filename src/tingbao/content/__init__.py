"""Room 1: page text → stories."""
