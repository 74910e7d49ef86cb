"""Room 3: script → clips."""
