"""`python -m webagent`."""

from __future__ import annotations

from webagent.cli import main

if __name__ == "__main__":
    main()
