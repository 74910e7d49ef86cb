"""Room 4: clips → episode."""
