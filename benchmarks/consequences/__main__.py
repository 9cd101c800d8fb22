"""What is said of controls before they are clicked, beside what they are.

    python -m benchmarks.consequences [--half written] [--wrong]

The controls were taken from real pages and libraries and labelled by hand (`controls/`): by what a
click really does there, not by what its name sounds like. The words of the lexicon were chosen with
one half of them in sight, and not changed after the other half had been judged.
"""

from __future__ import annotations

import argparse
import sys

from webagent_actions import Reversibility

from benchmarks.consequences.confusion import said_of, tables
from benchmarks.consequences.labelled import HELD_OUT, WRITTEN, labelled_controls


def main() -> None:
    """Print the tables, or with `--wrong` each control that was judged otherwise than labelled."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.consequences", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--half", choices=[WRITTEN, HELD_OUT], help="only this one")
    parser.add_argument("--wrong", action="store_true", help="list what was judged otherwise")
    options = parser.parse_args()
    controls = [each for each in labelled_controls() if options.half in {None, each.half}]
    if not options.wrong:
        sys.stdout.write(tables(controls))
        return
    order = list(Reversibility)
    for control in controls:
        said = said_of(control)
        if said.reversibility is control.true:
            continue
        less = order.index(said.reversibility) < order.index(control.true)
        sys.stdout.write(
            f"{'LESS' if less else 'more'} {control.source}: {control.node.role} "
            f"“{control.node.name}” is {control.true}, said {said.reversibility}: {said.reason}\n"
        )


if __name__ == "__main__":
    main()
