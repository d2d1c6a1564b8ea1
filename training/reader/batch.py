"""Batches: windows with their tags and the queries of the linker, as tensors."""
import torch

from network import CANDIDATES, candidates


def runs_of(tags):
    """Runs of each role in a sequence of tags: {role: [(first, last)]}. An inside at the start opens a run."""
    out = {0: [], 1: [], 2: []}
    for i, t in enumerate(tags):
        if t == 0:
            continue
        role = (t - 1) // 2
        if t % 2 == 1 or i == 0 or (tags[i - 1] - 1) // 2 != role or tags[i - 1] == 0:
            out[role].append([i, i])
        else:
            out[role][-1][1] = i
    return {k: [tuple(r) for r in v] for k, v in out.items()}


class Queries:
    """What content runs ask of cues (relation 0) and cues of sources (relation 1)."""

    def __init__(self):
        self.rows = []
        self.runs = []

    def add(self, row, window, article, relation, run, others, right=None):
        """`right`: the gold run, None where it is nobody; returns False where the gold is no candidate."""
        off = window.start
        got = candidates(run, others)
        if right is not None and right not in [g[0] for g in got]:
            return False
        gold = CANDIDATES if right is None else [g[0] for g in got].index(right)
        para = lambda i: article.paragraph[off + i]
        cells = [(window.first[o[0]], window.first[o[1]], d, b, int(para(o[0]) != para(run[0]))) for o, d, b in got]
        real = len(cells)
        cells += [(0, 0, 0, 0, 0)] * (CANDIDATES - real)
        self.rows.append((row, relation, window.first[run[0]], window.first[run[1]], gold, real, cells))
        self.runs.append((row, relation, run, [g[0] for g in got]))
        return True

    def tensors(self):
        r = self.rows
        col = lambda i: torch.tensor([x[i] for x in r])
        cell = lambda k: torch.tensor([[c[k] for c in x[6]] for x in r]).view(len(r), CANDIDATES)
        real = torch.arange(CANDIDATES)[None] < col(5)[:, None]
        return {"row": col(0), "relation": col(1), "from_first": col(2), "from_last": col(3), "gold": col(4),
                "first": cell(0), "last": cell(1), "distance": cell(2), "between": cell(3), "apart": cell(4), "real": real}


def pad(lists, value=0):
    n = max(map(len, lists))
    return torch.tensor([list(x) + [value] * (n - len(x)) for x in lists])


def make(pairs):
    """One batch of (article, window): inputs, and in training the tags and the linker's queries."""
    windows = [w for _, w in pairs]
    tags = [a.tags[w.start:w.end] for a, w in pairs]
    queries = Queries()
    for row, (a, w) in enumerate(pairs):
        if not a.links:
            continue
        inside = lambda r: w.start <= r[0] and r[1] < w.end
        rel = lambda r: (r[0] - w.start, r[1] - w.start)
        got = runs_of(tags[row])
        for contents, cue, source in a.links:
            if not inside(cue):
                continue
            for c in contents:
                if inside(c):
                    queries.add(row, w, a, 0, rel(c), got[1], rel(cue))
            if source is None or inside(source):
                queries.add(row, w, a, 1, rel(cue), got[0], rel(source) if source else None)
    return {
        "ids": pad([w.ids for w in windows]), "kinds": pad([w.kinds for w in windows]),
        "first": pad([w.first for w in windows]), "lengths": torch.tensor([len(w.first) for w in windows]),
        "tags": pad(tags), "queries": queries.tensors() if queries.rows else None,
    }


def batches(pairs, pieces_each, rng=None):
    """Windows of like length together; with `rng`, in a shuffled order."""
    order = sorted(pairs, key=lambda p: len(p[1].ids))
    out, cur, longest = [], [], 0
    for p in order:
        longest = max(longest, len(p[1].ids))
        if cur and longest * (len(cur) + 1) > pieces_each:
            out.append(cur)
            cur, longest = [], len(p[1].ids)
        cur.append(p)
    if cur:
        out.append(cur)
    if rng:
        rng.shuffle(out)
    return out
