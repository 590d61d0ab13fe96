"""What is known of places and bodies: names over time, and what took their place."""
