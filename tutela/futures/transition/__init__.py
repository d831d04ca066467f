"""The way into adulthood, so that nothing falls silent at 18."""
