"""Did you mean: the words of a question as the articles would write them."""
