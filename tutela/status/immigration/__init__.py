"""Immigration and asylum: claims, decisions, leave and its end."""
