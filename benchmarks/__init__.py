"""Benchmarks: figures against gold files written by hand, printed as tables; never timed tests."""
