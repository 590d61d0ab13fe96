"""The language of questions: what a person typed as a tree."""
