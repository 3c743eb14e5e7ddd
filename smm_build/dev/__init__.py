"""Tools for those who work on smm itself: the demonstration, generators of pages and skeletons."""
