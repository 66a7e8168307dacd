"""What a centre gives away, between the centre and its doors: exports, letters, press reviews, digests."""
