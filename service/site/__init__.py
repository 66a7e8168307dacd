"""The centre as a folder of files that any web host can serve: its plain pages, feeds, data, and a search of its own."""
