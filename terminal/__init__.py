"""What the command line prints, and the site it starts."""
