"""Floor 4: the Streamlit pages of the site, one module a page; they ask `centre` and nothing else."""
