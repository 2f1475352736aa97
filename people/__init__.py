"""Service users, households, children, adults, the agencies around them, and who works with whom."""
