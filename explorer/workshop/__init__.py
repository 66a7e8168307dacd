"""The workshop of the staff: documents given, seen, corrected and published; what waits, what is wrong, versions."""
