"""Tries architectures for the encoder side by side: the same material, the same held-out passages, the same judge.

    node --import tsx eval/training/export.ts material.json
    python3 eval/training/architectures.py material.json --architecture bag|late|joint|transformer [--epochs 10] [--without 0]

bag          a text is the normalised sum of its words' vectors (what ships is made by train_encoder.py)
late         late interaction over static word vectors: each word of the question takes its best word of the passage (MaxSim of ColBERT, Khattab and
             Zaharia 2020), weighted by the length of its vector
joint        one table trained for both at once; judged as bag, as late interaction and as the mean of both
transformer  word vectors from the same subwords, then --layers layers of self-attention, mean pooled

Prints hit@1, 5 and 10 of questions of the held-out fold among all passages, milliseconds a question here, and the size of the weights as int8.
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from late_interaction import late_loss, late_scores, passages_of
from train_encoder import RATE, TEMPERATURE, Features, encode, examples_of, loss_of

JUDGED = 3000


class Transformer(torch.nn.Module):
    """Self-attention over word vectors; words come in order, the first `longest` of a text."""

    def __init__(self, buckets, dimension, layers, longest=64):
        super().__init__()
        self.table = torch.nn.EmbeddingBag(buckets, dimension, mode="sum", sparse=True)
        torch.nn.init.normal_(self.table.weight, std=0.1)
        self.places = torch.nn.Parameter(torch.randn(longest, dimension) * 0.02)
        layer = torch.nn.TransformerEncoderLayer(
            dimension, dimension // 32, 2 * dimension, dropout=0.1, activation="gelu", batch_first=True, norm_first=True
        )
        self.layers = torch.nn.TransformerEncoder(layer, layers)
        self.longest = longest

    def forward(self, features, texts, dropout=0.0):
        kept = [self.kept(text[: self.longest], dropout) for text in texts]
        distinct = np.unique(np.concatenate(kept))
        ids, offsets, weights = features.of(distinct)
        of_words = self.table(ids, offsets, weights)
        longest = max(len(text) for text in kept)
        index = np.zeros((len(kept), longest), dtype=np.int64)
        absent = torch.ones(len(kept), longest, dtype=torch.bool)
        for row, text in enumerate(kept):
            index[row, : len(text)] = np.searchsorted(distinct, text)
            absent[row, : len(text)] = False
        words = of_words[torch.from_numpy(index)]
        out = self.layers(words * 4 + self.places[:longest], src_key_padding_mask=absent)
        # What the words say themselves stays in the sum: the layers add to it.
        summed = (words * 4 + out).masked_fill(absent[..., None], 0).sum(1)
        return F.normalize(summed, dim=1)

    @staticmethod
    def kept(text, dropout):
        text = np.asarray(text)
        keep = np.random.rand(len(text)) >= dropout
        return text[keep] if keep.any() else text


def contrastive(questions, passages, groups, temperature=TEMPERATURE):
    numbers = {group: i for i, group in enumerate(dict.fromkeys(groups))}
    own = torch.tensor([numbers[group] for group in groups])
    n = len(groups)
    scores = questions @ passages.T / temperature
    same = (own[:, None] == own[None, :]) & ~torch.eye(n, dtype=torch.bool)
    mask = torch.cat([same, torch.zeros(n, passages.shape[0] - n, dtype=torch.bool)], dim=1)
    return F.cross_entropy(scores.masked_fill(mask, -1e9), torch.arange(n))


def transformer_loss(model, features, batch):
    targets = [random.choice(choices) for _, choices, _, _ in batch]
    hard = [random.choice(negatives) for _, _, negatives, _ in batch if negatives]
    questions = model(features, [question for question, _, _, _ in batch], 0.2)
    return contrastive(questions, model(features, targets + hard, 0.3), [group for _, _, _, group in batch])


def train(args, features, examples):
    if args.architecture == "transformer":
        model = Transformer(args.buckets, args.dimension, args.layers)
        table, loss = model.table, lambda batch: transformer_loss(model, features, batch)
        dense = [p for name, p in model.named_parameters() if not name.startswith("table")]
    else:
        model = table = torch.nn.EmbeddingBag(args.buckets, args.dimension, mode="sum", sparse=True)
        torch.nn.init.normal_(table.weight, std=0.1)
        dense = []
        losses = {
            "bag": lambda batch: loss_of(table, features, batch),
            "late": lambda batch: late_loss(table, features, batch),
            "joint": lambda batch: loss_of(table, features, batch) + late_loss(table, features, batch),
        }
        loss = losses[args.architecture]
    sparse = torch.optim.SparseAdam([table.weight], lr=RATE, betas=(0.9, 0.99))
    other = torch.optim.AdamW(dense, lr=5e-4, weight_decay=0.01) if dense else None
    batches = len(examples) // args.batch
    for epoch in range(args.epochs):
        random.shuffle(examples)
        started, total = time.time(), 0.0
        for b in range(batches):
            done = (epoch * batches + b) / (args.epochs * batches)
            factor = (1 - done) * min(1, done * 20 + 0.05)
            sparse.param_groups[0]["lr"] = RATE * factor
            sparse.zero_grad()
            if other:
                other.param_groups[0]["lr"] = 5e-4 * factor
                other.zero_grad()
            value = loss(examples[b * args.batch : (b + 1) * args.batch])
            value.backward()
            sparse.step()
            if other:
                other.step()
            total += value.item()
        print(f"epoch {epoch + 1}: loss {total / batches:.3f}, {time.time() - started:.0f} s", flush=True)
    return model


def judge(args, model, features, material):
    """Ranks of held-out questions among all passages, for each way of scoring that the architecture has."""
    pairs = material["pairs"]
    asked = [(i, q) for i, pair in enumerate(pairs) if pair["fold"] == args.without for q in pair["questions"] if q["words"]]
    random.Random(7).shuffle(asked)
    asked = asked[:JUDGED]
    ranks, ms = {}, {}
    with torch.no_grad():
        if args.architecture == "transformer":
            model.eval()
            vectors = torch.cat([model(features, [pair["passage"]]) for pair in pairs])
            ways = {"transformer": lambda words: vectors @ model(features, [words])[0]}
        else:
            vectors = torch.cat([encode(model, features, [pair["passage"]]) for pair in pairs])
            prepared = passages_of(model, features, [pair["passage"] for pair in pairs])
            bag = lambda words: vectors @ encode(model, features, [words])[0]
            late = lambda words: late_scores(model, features, [words], prepared)[0]
            ways = {"bag": {"bag": bag}, "late": {"late": late}, "joint": {"bag": bag, "late": late, "mean": lambda words: (bag(words) + late(words)) / 2}}[args.architecture]
        for name, scores_of in ways.items():
            started = time.time()
            for own, question in asked:
                scores = scores_of(question["words"])
                ranks.setdefault(name, []).append((int((scores > scores[own]).sum()) + 1, question["foreign"]))
            ms[name] = 1000 * (time.time() - started) / len(asked)
    for name, of_name in ranks.items():
        for kind in (False, True):
            own = [rank for rank, foreign in of_name if foreign == kind]
            hits = "  ".join(f"hit@{k} {sum(r <= k for r in own) / max(1, len(own)):.3f}" for k in (1, 5, 10))
            print(f"{name:12} {'foreign' if kind else 'dutch':8} n={len(own):5}  {hits}  {ms[name]:.1f} ms", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("material", type=Path)
    parser.add_argument("--architecture", choices=["bag", "late", "joint", "transformer"], required=True)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--buckets", type=int, default=65536)
    parser.add_argument("--without", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    random.seed(1)
    np.random.seed(1)
    material = json.loads(args.material.read_text())
    features = Features(material["features"], args.buckets)
    examples = examples_of(material, args.without)
    model = train(args, features, examples)
    judge(args, model, features, material)
    size = sum(parameter.numel() for parameter in model.parameters())
    print(f"{args.architecture}: {size / 1e6:.1f} MB as int8")


if __name__ == "__main__":
    main()
