"""Whether our WebArena evaluators give the scores that `libwebarena` gives."""
