"""Measurements of the agent on public benchmarks. Not part of the package."""
