"""HTTP routes beside the explorer: plain pages, data, feeds and interfaces for programs."""
