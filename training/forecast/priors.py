#!/usr/bin/env python3
"""What is believed of a candidate before any poll, from public tables; prints the [candidate] and [entry] sections of
crates/forecast/data/parameters.toml.

    python3 training/forecast/priors.py FOLDER

FOLDER holds FiveThirtyEight's primary-candidates-2018, primary-project-2022 and potential-candidates
(https://github.com/fivethirtyeight/data, CC BY 4.0). Needs numpy.

candidate: least squares of the logarithm of a candidate's share (at least half a percent) on what is known of them, each race
measured from its own mean, races with two candidates or more.
entry: logistic regression of whether somebody of the statements table stood for president in 2016 on the score of the statement minus 3,
with a normal prior of standard deviation 2 on both numbers, since the scores part the two groups nearly without overlap.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

# Who of the table stood in the primaries of 2016: public record.
STOOD = {
    "Bernie Sanders", "Jim Webb", "Martin O'Malley", "Hillary Clinton", "Rick Perry", "Rick Santorum", "Rand Paul", "Mike Huckabee",
    "Jeb Bush", "Chris Christie", "Bobby Jindal", "Scott Walker", "Ben Carson", "Marco Rubio", "Ted Cruz", "John Kasich",
    "Carly Fiorina", "Lindsey Graham",
}
FEATURES = ["incumbent", "leader", "party", "group"]


def number(text):
    try:
        return float(text.strip().rstrip("%"))
    except ValueError:
        return None


def yes(row, column):
    return row.get(column, "").strip().lower() == "yes"


def candidates(folder):
    """(race, share in percent, features) of every candidate with a share."""
    for row in csv.DictReader((folder / "primary-candidates-2018/rep_candidates.csv").open(encoding="utf-8", errors="replace")):
        groups = ["Club for Growth Endorsed?", "NRA Endorsed?", "Right to Life Endorsed?", "House Freedom Support?", "Chamber Endorsed?"]
        race = ("2018R", row["State"], row["Office Type"], row["District"])
        yield race, number(row["Primary %"]), [0, yes(row, "Trump Endorsed?"), yes(row, "Rep Party Support?"), any(yes(row, g) for g in groups)]
    for row in csv.DictReader((folder / "primary-candidates-2018/dem_candidates.csv").open(encoding="utf-8", errors="replace")):
        groups = ["Emily Endorsed?", "Our Revolution Endorsed?", "Justice Dems Endorsed?", "PCCC Endorsed?", "Sanders Endorsed?"]
        race = ("2018D", row["State"], row["Office Type"], row["District"])
        yield race, number(row["Primary %"]), [0, 0, yes(row, "Party Support?"), any(yes(row, g) for g in groups)]
    for side, leader, groups in [
        ("rep", "Trump", ["Club for Growth", "E-PAC", "VIEW PAC", "Maggie's List"]),
        ("dem", None, ["EMILY's List", "Justice Dems", "Our Revolution", "PCCC", "Sanders"]),
    ]:
        for row in csv.DictReader((folder / f"primary-project-2022/{side}_candidates.csv").open(encoding="utf-8", errors="replace")):
            race = ("2022" + side, row["State"], row["Office"], row["District"], row["Primary Date"])
            yield race, number(row["Primary %"]), [yes(row, "Incumbent"), bool(leader) and yes(row, leader), yes(row, "Party Committee"), any(yes(row, g) for g in groups)]


def weights(folder):
    races = defaultdict(list)
    for race, share, features in candidates(folder):
        if share is not None:
            races[race].append((np.log(max(share, 0.5)), np.array(features, dtype=float)))
    x, y = [], []
    for rows in races.values():
        if len(rows) < 2:
            continue
        shares = np.array([row[0] for row in rows])
        known = np.array([row[1] for row in rows])
        y.extend(shares - shares.mean())
        x.extend(known - known.mean(axis=0))
    x, y = np.array(x), np.array(y)
    found, *_ = np.linalg.lstsq(x, y, rcond=None)
    free = len(y) - sum(len(rows) > 1 for rows in races.values()) - len(found)
    left = y - x @ found
    spread = np.sqrt(left @ left / free)
    errors = np.sqrt(np.diag(np.linalg.inv(x.T @ x))) * spread
    return found, errors, spread, len(y)


def entry(folder):
    table = next((folder / "potential-candidates").glob("*/statements.csv"))
    rows = list(csv.DictReader(table.open(encoding="utf-8", errors="replace")))
    x = np.array([[1.0, float(row["Statement Score"]) - 3] for row in rows])
    y = np.array([row["Person"].strip() in STOOD for row in rows], dtype=float)
    found = np.zeros(2)
    for _ in range(100):
        chance = 1 / (1 + np.exp(-x @ found))
        slope = x.T @ (y - chance) - found / 4
        bend = (x.T * (chance * (1 - chance))) @ x + np.eye(2) / 4
        found = found + np.linalg.solve(bend, slope)
    return found, len(rows)


def main():
    folder = Path(sys.argv[1])
    found, errors, spread, count = weights(folder)
    print("[candidate]")
    for name, value, error in zip(FEATURES, found, errors):
        print(f"{name} = {value:.3f} # standard error {error:.3f}")
    print(f"spread = {spread:.3f}\ncandidates = {count}\n")
    (middle, step), people = entry(folder)
    print(f"[entry]\nmiddle = {middle:.3f}\nstep = {step:.3f}\npeople = {people}")


if __name__ == "__main__":
    main()
