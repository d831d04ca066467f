"""Formats in which a table is published beside the workbook."""
