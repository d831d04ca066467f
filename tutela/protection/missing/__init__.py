"""Children who go missing, and those who are still missing."""
