"""From scores to attributions, as the reader does it (`model/decode.rs`)."""
import torch

from batch import Queries, batches, make, runs_of
from corpus import ROLES
from network import CANDIDATES
from pieces import kind
from windows import windows


def viterbi(scores, trans, begin):
    """The best sequence of tags."""
    best = begin + scores[0]
    back = []
    for row in scores[1:]:
        all_ = best[:, None] + trans
        top, arg = all_.max(0)
        back.append(arg)
        best = top + row
    tag = int(best.argmax())
    out = [tag]
    for arg in reversed(back):
        tag = int(arg[tag])
        out.append(tag)
    return out[::-1]


@torch.no_grad()
def attributions(net, article, pieces, size=256, pieces_each=4096):
    """The attributions of an article: [{role: [(start, end)]}] in code points."""
    got = windows(article, pieces, kind, size)
    trans, begin = (net.crf + net.allowed), net.begin
    found = []
    for group in batches([(article, w) for w in got], pieces_each):
        b = make([(strip(a), w) for a, w in group])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = net.hidden(b["ids"], b["kinds"])
        hidden = hidden.float()
        tag_scores, link = net.tag(hidden), net.link(hidden)
        queries = Queries()
        by_row = []
        for row, (a, w) in enumerate(group):
            scores = tag_scores[row, torch.tensor(w.first)]
            runs = runs_of(viterbi(scores, trans, begin))
            by_row.append(runs)
            for c in runs[2]:
                queries.add(row, w, a, 0, c, runs[1], runs[1] and near(c, runs[1]) or None)
            for c in runs[1]:
                queries.add(row, w, a, 1, c, runs[0])
        if not queries.rows:
            continue
        best = net.link_scores(link, queries.tensors()).argmax(1).tolist()
        chosen = {}
        for (row, relation, run, cands), k in zip(queries.runs, best):
            chosen[row, relation, run] = cands[k] if k < len(cands) else None
        for row, (a, w) in enumerate(group):
            runs = by_row[row]
            cues = {c: [] for c in runs[1]}
            for c in runs[2]:
                cue = chosen.get((row, 0, c))
                if cue is None:
                    found.append((w.start, None, None, [c]))
                else:
                    cues[cue].append(c)
            for cue, contents in cues.items():
                found.append((w.start, cue, chosen.get((row, 1, cue)), contents))
    out = []
    for off, cue, source, contents in found:
        span = lambda r: (article.words[off + r[0]][0], article.words[off + r[1]][1])
        out.append({"source": [span(source)] if source else [], "cue": [span(cue)] if cue else [],
                    "content": [span(c) for c in contents]})
    assert all(set(a) == set(ROLES) for a in out)
    return sorted(out, key=lambda a: min(x for r in a.values() for x in r))


def near(run, others):
    from network import candidates
    return candidates(run, others)[0][0]


def strip(article):
    """The article without its marks: reading must not see them."""
    import copy
    bare = copy.copy(article)
    bare.tags, bare.links = [0] * len(article.words), []
    return bare
