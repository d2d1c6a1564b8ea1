"""Windows: whole paragraphs packed to at most `size` pieces; a longer paragraph is cut at a sentence's end, or where it must be.

A break piece stands between paragraphs, so that the model sees them. No piece is read twice.
"""
from dataclasses import dataclass


@dataclass
class Window:
    ids: list  # pieces, with the opening and closing mark
    kinds: list
    first: list  # index of the first piece of each word
    start: int  # the first word of the article
    end: int  # one past the last


def cuts(article, lengths, room):
    """Stretches of words that must not be torn further: paragraphs, or parts of a long one."""
    out, at, n = [], 0, len(article.words)
    while at < n:
        end = at
        while end < n and article.paragraph[end] == article.paragraph[at]:
            end += 1
        while sum(lengths[at:end]) > room:
            total, i, stop = 0, at, None
            while i < end and total + lengths[i] <= room:
                total += lengths[i]
                i += 1
                if total > room // 2 and article.text[article.words[i - 1][0]] in ".?!":
                    stop = i
            stop = stop or max(i, at + 1)
            out.append((at, stop))
            at = stop
        if end > at:
            out.append((at, end))
        at = end
    return out


def windows(article, pieces, kind, size, first_room=None):
    """`first_room` shortens the first window, so that training sees other cuts in every epoch."""
    text = article.text
    got = [pieces.of(text[s:e]) for s, e in article.words]
    lengths = [len(p) for p in got]
    room = size - 2
    out, cur, used = [], [], 0
    limit = min(first_room or room, room)
    for a, b in cuts(article, lengths, room):
        need = sum(lengths[a:b]) + (1 if cur else 0)
        if cur and used + need > limit:
            out.append(cur)
            cur, used, limit = [], 0, room
            need -= 1
        cur.append((a, b))
        used += need
    if cur:
        out.append(cur)
    result = []
    for stretch in out:
        w = Window([pieces.cls], [0], [], stretch[0][0], stretch[-1][1])
        for k, (a, b) in enumerate(stretch):
            if k:
                w.ids.append(pieces.brk)
                w.kinds.append(0)
            for i in range(a, b):
                s, e = article.words[i]
                w.first.append(len(w.ids))
                w.ids.extend(got[i])
                w.kinds.extend([kind(text[s:e], article.quoted[i])] * lengths[i])
        w.ids.append(pieces.sep)
        w.kinds.append(0)
        result.append(w)
    return result
