"""A live shop with traps, an actor that is mostly wrong: with search and without."""
