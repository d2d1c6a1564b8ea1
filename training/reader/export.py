"""Writes the file that the reader carries: 8-bit weights in safetensors, with a header that says what they are.

`python export.py model.pt --minilm DIR --name NAME --out reader.safetensors`
"""
import argparse
import hashlib
import os

import torch
from safetensors.torch import save_file

from corpus import TAGS
from network import HEADS, HIDDEN, INNER, LINK, Network
from pieces import KINDS

# 7 bits: two products of an unsigned byte and such a weight fit the 16-bit sums of processors without VNNI.
STEPS = 63


def columns(weight):
    """[out, in] floats to [in, out] steps with one scale a column, the scale of the least squared error."""
    w = weight.detach().t().contiguous()
    top = w.abs().amax(0).clamp_min(1e-12)
    best, scale = None, None
    for part in [1.0 - 0.02 * k for k in range(16)]:
        s = top * part / STEPS
        error = ((w / s).round().clamp(-STEPS, STEPS) * s - w).square().sum(0)
        if best is None:
            best, scale = error, s
        else:
            better = error < best
            best, scale = torch.where(better, error, best), torch.where(better, s, scale)
    return (w / scale).round().clamp(-STEPS, STEPS).to(torch.int8), scale


def rows(weight):
    w = weight.detach()
    scale = w.abs().amax(1).clamp_min(1e-12) / 127
    return (w / scale[:, None]).round().to(torch.int8), scale


def tensors(net, vocabulary, size):
    out = {}

    def linear(name, weight, bias):
        out[name + ".weight"], out[name + ".scale"] = columns(weight)
        out[name + ".bias"] = bias.detach().clone()

    def norm(name, module):
        out[name + ".weight"], out[name + ".bias"] = module.weight.detach().clone(), module.bias.detach().clone()

    out["word.weight"], out["word.scale"] = rows(net.word.weight)
    out["position"] = net.position.weight.detach()[:size].clone()
    out["kind"] = net.kind.weight.detach().clone()
    norm("norm", net.norm)
    for i, layer in enumerate(net.layers):
        name = f"layers.{i}."
        qkv = [layer.query, layer.key, layer.value]
        linear(name + "qkv", torch.cat([f.weight for f in qkv]), torch.cat([f.bias for f in qkv]))
        for part in ("out", "up", "down"):
            linear(name + part, getattr(layer, part).weight, getattr(layer, part).bias)
        norm(name + "norm1", layer.norm1)
        norm(name + "norm2", layer.norm2)
    for name in ("tag", "link"):
        out[name + ".weight"] = getattr(net, name).weight.detach().clone()
        out[name + ".bias"] = getattr(net, name).bias.detach().clone()
    out["crf"] = (net.crf + net.allowed).detach().clone()
    for name in ("begin", "nobody", "nobody_bias", "distance", "between", "apart"):
        out[name] = getattr(net, name).detach().clone()
    out["vocabulary"] = torch.frombuffer(bytearray(vocabulary), dtype=torch.uint8)
    return {k: v.contiguous() for k, v in out.items()}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("model")
    p.add_argument("--minilm", required=True)
    p.add_argument("--name", required=True)
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--size", type=int, default=256)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    net = Network(a.layers)
    net.load_state_dict(torch.load(a.model), strict=False)
    with open(os.path.join(a.minilm, "vocab.txt"), "rb") as f:
        vocabulary = f.read()
    got = tensors(net, vocabulary, a.size)
    digest = hashlib.sha256()
    for name in sorted(got):
        digest.update(name.encode())
        digest.update(got[name].numpy().tobytes())
    header = {"name": f"{a.name}-{digest.hexdigest()[:12]}", "hidden": HIDDEN, "inner": INNER, "heads": HEADS, "layers": a.layers,
              "pieces": net.word.num_embeddings, "kinds": KINDS, "link": LINK, "size": a.size, "tags": " ".join(TAGS),
              "encoder": "MiniLM-L6-H384-uncased (all-MiniLM-L6-v2), Apache-2.0", "trained_on": "PolNeAR train"}
    save_file(got, a.out, metadata={k: str(v) for k, v in header.items()})
    print(header["name"], os.path.getsize(a.out), hashlib.sha256(open(a.out, "rb").read()).hexdigest())


if __name__ == "__main__":
    main()
