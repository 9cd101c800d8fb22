"""How the ranker of the baseline is trained; see `docs/baseline.md`."""
