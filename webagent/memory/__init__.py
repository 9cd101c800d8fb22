"""Memory over runs: what sites did, where reloading is safe, which pages there are, and skills.

`store` is the one file; `abstraction` decides what of a run may be put into it; `sites` and
`skills` are what is kept, `learning` how a skill is got from a run. Nothing a page says is kept:
only names of what was acted on, the task's own words and the shape of addresses.
"""
