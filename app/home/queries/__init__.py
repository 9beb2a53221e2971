"""What this week's page shows, a known number of statements for each role."""
