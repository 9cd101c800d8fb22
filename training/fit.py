"""Fit the ranker to demonstrations.

    python -m training.fit DIR [DIR…] [--out FILE] [--hold-out PREFIX]

Each choice is a softmax over its options; the loss is minus the log of the probability of those
that were right (ListNet's top-one loss, Cao et al. 2007), boosted by LightGBM's trees.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from training.dataset import Dataset
from training.demonstrator import demonstrations
from training.reliability import Bin, Judged, bins, expected_error, picture, table
from webagent.actors.ranking import INDEX, KINDS, NAMES, Trees

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

# Checked as `Any`: who checks types need not have the extra “train”.
lightgbm: Any = import_module("lightgbm")
Booster: TypeAlias = Any
"""`lightgbm.Booster`"""

PARAMETERS: dict[str, Any] = {
    "num_leaves": 40,
    "learning_rate": 0.08,
    "min_data_in_leaf": 40,
    "min_sum_hessian_in_leaf": 0.5,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 2.0,
    "max_depth": 10,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}
ROUNDS = 700


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, tell how well, and write the model."""
    options = _parser().parse_args(arguments)
    data = Dataset.read(demonstrations(options.folders))
    print(f"{len(data.sizes)} choices of {len(data.rows)} options, {data.missing.total()} without")
    for name, count in data.missing.most_common(40):
        print(f"  no option for: {name} ×{count}")
    if options.hold_out:
        judged = [each for fold in held_out(data, options.hold_out) for each in judge(*fold)]
        parts = [
            ("deeds", bins(each for each in judged if not each.ends)),
            ("ends", bins(each for each in judged if each.ends)),
        ]
        print("\n".join(_told(judged, parts)))
        if options.picture is not None:
            options.picture.write_text(picture(parts))
    booster = fit(data)
    print(f"fitted: {np.mean([each.right for each in judge(booster, data)]):.4f}")
    gains = booster.feature_importance("gain")
    best: list[int] = np.argsort(-gains)[:40].tolist()
    print("most used: " + ", ".join(NAMES[n] for n in best))
    trees = export(booster)
    trees.save(options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1024:.0f} KiB")
    return 0


def fit(data: Dataset) -> Booster:
    """Return the booster of a data set."""
    starts = data.starts
    right = data.right.astype(np.float64)
    counts = Counter(data.families)
    # A family that has many choices does not count for more than one that has few, beyond a root.
    weights = np.array([1.0 / np.sqrt(counts[family]) for family in data.families])
    weight = data.of_options(weights * len(weights) / weights.sum())

    def loss(scores: NDArray[np.float64], _: object) -> tuple[Any, Any]:
        chance = data.chances(scores)
        of_right = chance * right
        all_right = np.maximum(np.add.reduceat(of_right, starts), 1e-12)
        wanted = of_right / data.of_options(all_right)
        return weight * (chance - wanted), weight * np.maximum(chance * (1 - chance), 1e-4)

    train = lightgbm.Dataset(data.rows, label=right, free_raw_data=False)
    return lightgbm.train({**PARAMETERS, "objective": loss}, train, ROUNDS)


def judge(booster: Booster, data: Dataset) -> list[Judged]:
    """Return for each choice what the booster says of the option it holds for the best."""
    chance = data.chances(np.asarray(booster.predict(data.rows)))
    kinds = data.rows[:, [INDEX[f"kind:{kind}"] for kind in KINDS]].argmax(axis=1)
    found: list[Judged] = []
    for family, start, size in zip(
        data.families, data.starts.tolist(), data.sizes.tolist(), strict=True
    ):
        best = start + int(np.argmax(chance[start : start + size]))
        kind = KINDS[int(kinds[best])]
        found.append(Judged(family, kind, float(chance[best]), bool(data.right[best])))
    return found


def held_out(data: Dataset, folds: int) -> Iterator[tuple[Booster, Dataset]]:
    """Yield for each part of the families a booster fitted to all others, and the part."""
    numbers = {name: n % folds for n, name in enumerate(sorted(set(data.families)))}
    for fold in range(folds):
        inside = [numbers[family] != fold for family in data.families]
        yield fit(data.where(inside)), data.where([not each for each in inside])


def _told(judged: Sequence[Judged], parts: Sequence[tuple[str, list[Bin]]]) -> list[str]:
    right: dict[str, list[bool]] = defaultdict(list)
    for each in judged:
        right[each.family].append(each.right)
    share = {family: float(np.mean(own)) for family, own in right.items()}
    lines = [
        f"  {name:34} {share[name]:.3f} of {len(right[name])}"
        for name in sorted(share, key=share.__getitem__)
    ]
    whole = np.mean([each.right for each in judged])
    lines.append(f"held out: {whole:.4f}; by family {np.mean(list(share.values())):.4f}")
    for name, found in parts:
        lines += [
            "",
            f"{name}, expected calibration error {expected_error(found):.3f}:",
            *table(found),
        ]
    return lines


def export(booster: Booster) -> Trees:
    """Return the trees of a booster in the form that is shipped."""
    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    roots: list[int] = []
    depth = 0

    def add(node: dict[str, Any], level: int) -> int:
        nonlocal depth
        depth = max(depth, level)
        number = len(feature)
        for column in (feature, left, right):
            column.append(number)
        threshold.append(0.0)
        value.append(0.0)
        if "leaf_value" in node:
            feature[number] = 0
            value[number] = float(node["leaf_value"])
            return number
        feature[number] = int(node["split_feature"])
        threshold[number] = float(node["threshold"])
        left[number] = add(node["left_child"], level + 1)
        right[number] = add(node["right_child"], level + 1)
        return number

    roots += [add(tree["tree_structure"], 0) for tree in booster.dump_model()["tree_info"]]
    children = np.array([left, right], np.intp).T.ravel()
    return Trees(
        np.array(feature, np.intp), np.array(threshold, np.float32), children,
        np.array(value, np.float32), np.array(roots, np.intp), depth,
    )  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("webagent/actors/ranking/ranker.npz"))
    parser.add_argument("--hold-out", type=int, default=0, metavar="FOLDS",
                        help="say how well families do that were not fitted to")  # fmt: skip
    parser.add_argument("--picture", type=Path, help="an SVG of how reliable it is on these")
    return parser


if __name__ == "__main__":
    sys.exit(main())
