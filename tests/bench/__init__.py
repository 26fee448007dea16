"""Benchmarks: what an act costs the server's processors, as a ratio to a floor measured in the same run."""
