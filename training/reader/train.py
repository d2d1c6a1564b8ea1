"""Trains the reader's model on PolNeAR: `python train.py --polnear DIR --minilm DIR --out model.pt`."""
import argparse
import json
import os
import random
import subprocess
import sys
import time

import torch

from batch import batches, make
from corpus import load
from decode import attributions
from network import Network
from pieces import Pieces, kind
from windows import windows


def epoch_pairs(articles, pieces, size, rng):
    out = []
    for a in articles:
        out += [(a, w) for w in windows(a, pieces, kind, size, rng.randrange(size // 4, size))]
    return out


def losses(net, b):
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = net.hidden(b["ids"], b["kinds"])
    hidden = hidden.float()
    at = b["first"]
    scores = net.tag(hidden.gather(1, at[:, :, None].expand(-1, -1, hidden.shape[-1])))
    words = int(b["lengths"].sum())
    crf = net.crf_loss(scores, b["tags"], b["lengths"]) / words
    q = b["queries"]
    if q is None:
        return crf, torch.zeros(()), words
    link = torch.nn.functional.cross_entropy(net.link_scores(net.link(hidden), q), q["gold"])
    return crf, link, words


def score(net, articles, pieces, gold, scorer, out):
    net.eval()
    seen = set()
    with open(out, "w", encoding="utf-8") as f:
        for a in articles:
            if a.name not in seen:
                seen.add(a.name)
                f.write(json.dumps({"file": a.name, "attributions": attributions(net, a, pieces)}) + "\n")
    net.train()
    if not scorer:
        return
    got = json.loads(subprocess.run([sys.executable, scorer, gold, out, "--json"], capture_output=True, text=True, check=True).stdout)
    f = got["figures"]
    names = ["relation", "content.overlap", "fragment.source", "fragment.cue", "fragment.content"]
    print("  dev", "  ".join(f"{n} {f[n]['f1']:.3f}" for n in names),
          f"speech {f['recall.relation.speech']['r']:.3f}  link {got['source_given_content']:.3f}", flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--polnear", required=True, help="directory with train/ and dev/")
    p.add_argument("--minilm", required=True, help="directory with model.safetensors and vocab.txt")
    p.add_argument("--start", help="start from this checkpoint instead of MiniLM's own weights")
    p.add_argument("--scorer", help="PolNeAR scorer, for the log")
    p.add_argument("--out", required=True)
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--epochs", type=int, default=6)
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--size", type=int, default=256)
    p.add_argument("--batch", type=int, default=4096, help="pieces a batch")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--all", action="store_true", help="train on dev as well")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    print(vars(a), "torch", torch.__version__, flush=True)
    pieces = Pieces(os.path.join(a.minilm, "vocab.txt"))
    train = load(os.path.join(a.polnear, "train"))
    dev = load(os.path.join(a.polnear, "dev"))
    if a.all:
        train += dev
    print(len(train), "train", len(dev), "dev", flush=True)
    net = Network(a.layers)
    if a.start:
        net.load_state_dict(torch.load(a.start), strict=False)
    else:
        net.load_minilm(os.path.join(a.minilm, "model.safetensors"))
    heads = [v for n, v in net.named_parameters() if not n.startswith(("word", "position", "kind", "norm", "layers"))]
    known = {id(v) for v in heads}
    body = [v for v in net.parameters() if id(v) not in known]
    opt = torch.optim.AdamW([{"params": body, "lr": a.rate}, {"params": heads, "lr": 5 * a.rate}], weight_decay=0.01)
    steps_each = len(batches(epoch_pairs(train, pieces, a.size, rng), a.batch))
    total = steps_each * a.epochs
    warm = max(1, total // 20)
    sched = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min(1.0, (s + 1) / warm) * max(0.0, 1 - s / total))
    mean = {n: v.detach().clone() for n, v in net.state_dict().items()}
    start, step = time.time(), 0
    net.train()
    for epoch in range(a.epochs):
        sums = [0.0, 0.0, 0]
        for group in batches(epoch_pairs(train, pieces, a.size, rng), a.batch, rng):
            b = make(group)
            crf, link, words = losses(net, b)
            opt.zero_grad()
            (crf + 0.3 * link).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step()
            sched.step()
            step += 1
            sums = [sums[0] + crf.item() * words, sums[1] + link.item(), sums[2] + words]
            keep = min(0.998, (step + 1) / (step + 10))
            with torch.no_grad():
                for n, v in net.state_dict().items():
                    mean[n].mul_(keep).add_(v, alpha=1 - keep) if v.is_floating_point() else mean[n].copy_(v)
            if step % 50 == 0:
                print(f"  step {step}/{total} crf {sums[0] / sums[2]:.4f} link {sums[1] / (step - epoch * steps_each):.4f} {time.time() - start:.0f} s", flush=True)
        print(f"epoch {epoch + 1} tags {sums[0] / sums[2]:.4f} {time.time() - start:.0f} s", flush=True)
        smooth = Network(a.layers)
        smooth.load_state_dict(mean, strict=False)
        torch.save(smooth.state_dict(), a.out)
        score(smooth, dev, pieces, os.path.join(a.polnear, "dev"), a.scorer, a.out + ".dev.jsonl")


if __name__ == "__main__":
    main()
