"""Those who work with children: training, support, words that do not blame, local protocols."""
