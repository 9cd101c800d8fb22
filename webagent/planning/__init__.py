"""Thinking ahead: the plan of a task, search, ways back, and who judges what was reached."""
