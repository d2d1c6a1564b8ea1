"""PolNeAR as training material: texts, words, tags and links.

A word is `\\w+|[^\\w\\s]`, the scorer's own token, so that what is trained is what is scored. Every attribution of the corpus has
exactly one cue of one run, at most one source of one run (which several attributions may share), and one or more runs of content;
so a cue is the anchor: content runs point to their cue, the cue points to its source or to nobody.
"""
import os
import re
import sys
from dataclasses import dataclass, field

WORD = re.compile(r"\w+|[^\w\s]")
ROLES = ("source", "cue", "content")
# Tags: outside, and begin/inside of each role.
TAGS = ["O"] + [p + "-" + r for r in ROLES for p in "BI"]
OUT = 0
OPENING, CLOSING, STRAIGHT = "“„«", "”‟»", "\""


@dataclass
class Article:
    name: str
    text: str
    words: list  # (start, end) in code points
    paragraph: list  # index of its paragraph, for each word
    quoted: list  # whether a word stands inside double quotation marks
    tags: list = field(default_factory=list)
    links: list = field(default_factory=list)  # (content runs, cue run, source run or None), runs as (first, last) words


def read_text(path):
    with open(path, encoding="utf-8", newline="") as f:
        return f.read()


def scan(name, text):
    """Words, paragraphs and the state of quotation of a text; the reader does the same in `model/words.rs`."""
    words, paragraph, quoted = [], [], []
    para, inside, end = 0, False, 0
    for m in WORD.finditer(text):
        if "\n" in text[end:m.start()]:
            para += 1
            inside = False
        end = m.end()
        w = m.group()
        if w in OPENING:
            inside = True
            here = True
        elif w in CLOSING:
            here = inside
            inside = False
        elif w == STRAIGHT:
            here = True
            inside = not inside
        else:
            here = inside
        words.append(m.span())
        paragraph.append(para)
        quoted.append(here)
    return Article(name, text, words, paragraph, quoted)


def read_ann(path):
    spans, events = {}, []
    for line in read_text(path).split("\n"):
        line = line.rstrip("\r")
        if re.match(r"T\d+\t", line):
            part = line.split("\t", 2)
            _, _, offs = part[1].partition(" ")
            spans[part[0]] = [tuple(int(x) for x in fr.split()) for fr in offs.split(";")]
        elif re.match(r"E\d+\t", line):
            events.append(line.split("\t", 1)[1].split())
    out = []
    for event in events:
        a = {r: [] for r in ROLES}
        for arg in event:
            role, _, tid = arg.partition(":")
            role = re.sub(r"\d+$", "", role).lower()
            if role in a and tid in spans:
                a[role].extend(spans[tid])
        if any(a.values()):
            out.append(a)
    return out


def runs(ids):
    out = []
    for i in sorted(ids):
        if out and out[-1][1] == i - 1:
            out[-1] = (out[-1][0], i)
        else:
            out.append((i, i))
    return out


def mark(article, attributions):
    """Tags and links of an article from its attributions."""
    at = {}
    for i, (s, e) in enumerate(article.words):
        for c in range(s, e):
            at[c] = i
    tags = [OUT] * len(article.words)
    links = []
    for a in attributions:
        got = {}
        for r in ROLES:
            ids = {at[c] for s, e in a[r] for c in range(s, min(e, len(article.text))) if c in at}
            got[r] = runs(ids)
        for k, r in enumerate(ROLES):
            for first, last in got[r]:
                if r == "source" and tags[first] == 1:
                    continue  # A shared source is marked once.
                tags[first] = 1 + 2 * k
                for i in range(first + 1, last + 1):
                    tags[i] = 2 + 2 * k
        if got["cue"]:
            links.append((got["content"], got["cue"][0], got["source"][0] if got["source"] else None))
    article.tags, article.links = tags, links
    return article


def load(root):
    """All articles of a PolNeAR directory, one for each annotator's marking."""
    tdir, adir = os.path.join(root, "text"), os.path.join(root, "attributions")
    names = sorted(f[:-4] for f in os.listdir(tdir) if f.endswith(".txt"))
    known = set(names)
    anns = {}
    for f in sorted(os.listdir(adir)):
        if f.endswith(".ann"):
            stem = f[:-4]
            name = stem if stem in known else stem.rpartition("_")[0]
            if name in known:
                anns.setdefault(name, []).append(os.path.join(adir, f))
            else:
                print("no text for", f, file=sys.stderr)
    out = []
    for name in names:
        text = read_text(os.path.join(tdir, name + ".txt"))
        for path in anns.get(name, []):
            out.append(mark(scan(name, text), read_ann(path)))
    return out
