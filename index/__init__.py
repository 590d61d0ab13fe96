"""Finding: Vietnamese analysis, mentions of models and units, the search engine, the register."""
