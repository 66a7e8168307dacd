"""How the encoders under models/ are made, from data files to shipped folders; nothing here runs in the product."""
