"""How each network counts, splits, links, tags and mentions. Pure."""
