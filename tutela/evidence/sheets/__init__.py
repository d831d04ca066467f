"""Accessible workbooks: one layout, written as OpenDocument and as Excel."""
