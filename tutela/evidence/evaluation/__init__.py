"""Evaluation: studies that are fixed before their data are seen, analysed as they said, and
reported whole or not at all. See docs/methods/evaluation.md.
"""
