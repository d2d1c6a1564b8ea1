"""The network: MiniLM's encoder, a linear-chain CRF over words, and a linker of spans."""
import math

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from corpus import TAGS
from pieces import KINDS

HIDDEN, HEADS, INNER = 384, 12, 1536
LINK = 48  # width of one side of a link
CANDIDATES = 12
DISTANCES = 10  # buckets of the distance in words: 0, 1, 2, 3-4, 5-8, …
NEVER = -1e4


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, x, mask, plain):
        b, t, _ = x.shape
        q, k, v = (f(x).view(b, t, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        if plain:  # Written out for export.
            weight = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(HIDDEN // HEADS) + mask, -1)
            y = weight @ v
        else:
            y = F.scaled_dot_product_attention(q, k, v, mask.to(q.dtype))
        y = self.out(y.transpose(1, 2).reshape(b, t, HIDDEN))
        x = self.norm1(x + F.dropout(y, self.dropout, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(y, self.dropout, self.training))


class Network(nn.Module):
    def __init__(self, layers=6, dropout=0.1):
        super().__init__()
        self.word = nn.Embedding(30522, HIDDEN, padding_idx=0)
        self.position = nn.Embedding(512, HIDDEN)
        self.kind = nn.Embedding(KINDS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.tag = nn.Linear(HIDDEN, len(TAGS))
        self.link = nn.Linear(HIDDEN, 8 * LINK)
        self.nobody = nn.Parameter(torch.zeros(LINK))
        self.nobody_bias = nn.Parameter(torch.zeros(1))
        # What a link costs by relation: direction and distance, runs of the same role between, and paragraph.
        self.distance = nn.Parameter(torch.zeros(2, 2 * DISTANCES))
        self.between = nn.Parameter(torch.zeros(2, 6))
        self.apart = nn.Parameter(torch.zeros(2, 2))
        self.crf = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.begin = nn.Parameter(torch.zeros(len(TAGS)))
        allowed = torch.zeros(len(TAGS), len(TAGS))
        for to in range(2, len(TAGS), 2):  # An inside follows its own begin or inside.
            allowed[:, to] = NEVER
            allowed[to - 1, to] = allowed[to, to] = 0.0
        self.register_buffer("allowed", allowed, persistent=False)
        self.dropout = dropout

    def load_minilm(self, path):
        w = load_file(path)
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        e = "embeddings."
        self.word.weight.data.copy_(w[e + "word_embeddings.weight"])
        self.position.weight.data.copy_(w[e + "position_embeddings.weight"])
        self.kind.weight.data.copy_(w[e + "token_type_embeddings.weight"][:1].expand(KINDS, -1))
        self.norm.load_state_dict({"weight": w[e + "LayerNorm.weight"], "bias": w[e + "LayerNorm.bias"]})
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
        }
        for i, layer in enumerate(self.layers):
            for ours, theirs in names.items():
                for p in ("weight", "bias"):
                    getattr(getattr(layer, ours), p).data.copy_(w[f"encoder.layer.{i}.{theirs}.{p}"])

    def embed(self, ids, kinds):
        at = torch.arange(ids.shape[1])
        return self.word(ids) + self.position(at)[None] + self.kind(kinds)

    def encode(self, embedded, mask, plain=False):
        x = F.dropout(self.norm(embedded), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask, plain)
        return x

    def forward(self, embedded, mask):
        """What the exported graph does: embeddings and an additive mask in, tag scores and link vectors out."""
        x = self.encode(embedded, mask, plain=True)
        return self.tag(x), self.link(x)

    def hidden(self, ids, kinds):
        mask = torch.where(ids > 0, 0.0, NEVER)[:, None, None, :]
        return self.encode(self.embed(ids, kinds), mask)

    def crf_loss(self, scores, tags, lengths):
        """Negative log-likelihood of the tags, summed over words. scores [B, W, 7], tags [B, W]."""
        trans = self.crf + self.allowed
        b, n, _ = scores.shape
        rows = torch.arange(b)
        alpha = self.begin + scores[:, 0]
        gold = self.begin[tags[:, 0]] + scores[:, 0].gather(1, tags[:, :1])[:, 0]
        for i in range(1, n):
            on = (i < lengths)
            new = torch.logsumexp(alpha[:, :, None] + trans[None], 1) + scores[:, i]
            alpha = torch.where(on[:, None], new, alpha)
            step = trans[tags[:, i - 1], tags[:, i]] + scores[rows, i, tags[:, i]]
            gold = gold + torch.where(on, step, torch.zeros_like(step))
        return (torch.logsumexp(alpha, 1) - gold).sum()

    def link_scores(self, link, q):
        """Scores of each query's candidates; the last column is "nobody". `q`: the batch's queries as tensors."""
        parts = link.view(*link.shape[:2], 8, LINK)
        rel = q["relation"] * 4
        n, c = q["first"].shape
        one = parts[q["row"], q["from_first"], rel] + parts[q["row"], q["from_last"], rel + 1]
        row, rel2 = q["row"][:, None].expand(n, c), rel[:, None].expand(n, c)
        many = parts[row, q["first"], rel2 + 2] + parts[row, q["last"], rel2 + 3]
        s = (one[:, None] * many).sum(-1) / math.sqrt(LINK)
        r = q["relation"][:, None].expand(n, c)
        s = s + self.distance[r, q["distance"]] + self.between[r, q["between"]] + self.apart[r, q["apart"]]
        s = torch.where(q["real"], s, torch.full_like(s, NEVER))
        none = (one * self.nobody).sum(-1) / math.sqrt(LINK) + self.nobody_bias
        # A content has a cue; only a cue may have nobody.
        none = torch.where(q["relation"] == 1, none, torch.full_like(none, NEVER))
        return torch.cat([s, none[:, None]], 1)


def bucket(words):
    """0, 1, 2, 3-4, 5-8, 9-16, …"""
    return min(DISTANCES - 1, words if words < 3 else 2 + math.ceil(math.log2(words / 2)))


def candidates(run, others):
    """The nearest `CANDIDATES` runs of another role, with the features of the way to them: (run, distance, between)."""
    before = [o for o in others if o[0] < run[0]][::-1][:CANDIDATES]
    after = [o for o in others if o[0] > run[0]][:CANDIDATES]
    got = [(o, bucket(max(0, run[0] - o[1] - 1)), min(k, 2)) for k, o in enumerate(before)]
    got += [(o, DISTANCES + bucket(max(0, o[0] - run[1] - 1)), 3 + min(k, 2)) for k, o in enumerate(after)]
    gap = lambda g: run[0] - g[0][1] if g[0][0] < run[0] else g[0][0] - run[1]
    return sorted(got, key=lambda g: (gap(g), g[0]))[:CANDIDATES]
