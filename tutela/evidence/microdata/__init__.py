"""Microdata that is safe to hand out: made-up rows from noisy counts, never rows of children.

A file of rows is made in four steps: counts of fixed pairs of attributes (`margins`), noise that
hides any one child (`noise`, paid for in `budget`), the plainest population that fits the noisy
counts (`fitting`), rows drawn from it (`making`). Only the second step sees the children's counts;
what comes after it can't leak more. `attack` tries the file as an intruder would.
`extract` is another thing: real rows for a secure setting, which are never published.
"""
