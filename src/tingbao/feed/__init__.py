"""Room 5: episodes → published folder."""
