"""Rulings by people, applied to what the program drew from the articles."""
