"""The centre as an OAI-PMH 2.0 data provider, for shared catalogues to harvest."""
