"""Measurements. Each command prints ratios within one run; figures stand in docs/performance.md."""
