"""What the measurements themselves must get right."""
