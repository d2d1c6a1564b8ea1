"""Word pieces: BERT's greedy longest match, uncased, over the words of `corpus.py`; the reader does the same in `model/pieces.rs`."""
import unicodedata

CLS, SEP, UNK, BREAK = "[CLS]", "[SEP]", "[UNK]", "[unused1]"
MAX_WORD = 100


class Pieces:
    def __init__(self, path):
        with open(path, encoding="utf-8") as f:
            self.vocab = {line.rstrip("\n"): i for i, line in enumerate(f)}
        self.cls, self.sep, self.unk, self.brk = (self.vocab[x] for x in (CLS, SEP, UNK, BREAK))
        self.seen = {}

    def of(self, word):
        got = self.seen.get(word)
        if got is None:
            got = self.seen[word] = self.split(plain(word))
        return got

    def split(self, word):
        if not word or len(word) > MAX_WORD:
            return [self.unk]
        out, at = [], 0
        while at < len(word):
            end = len(word)
            while end > at:
                piece = word[at:end] if at == 0 else "##" + word[at:end]
                if piece in self.vocab:
                    break
                end -= 1
            if end == at:
                return [self.unk]
            out.append(self.vocab[piece])
            at = end
        return out


def plain(word):
    """Lower case, without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")


def kind(word, quoted):
    """What an uncased vocabulary loses: case (lower, Title, UPPER, other), and whether the word stands in quotation marks."""
    if word.islower():
        case = 0
    elif word[:1].isupper() and (len(word) == 1 or word[1:].islower()):
        case = 1
    elif word.isupper():
        case = 2
    else:
        case = 3
    return case + (4 if quoted else 0)


KINDS = 8
