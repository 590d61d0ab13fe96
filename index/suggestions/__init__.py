"""What the words typed so far may become."""
