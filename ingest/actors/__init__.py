"""After the pipelines: the actors of a whole document, joined when they are one, and what ties them."""
