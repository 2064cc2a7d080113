"""Trains the bag-of-subwords encoder with InfoNCE over in-batch and hard negatives, and writes its weights in the VBBAG1 form
that src/retrieval/bag-encoder.ts reads, with the manifest vraagbaak.json beside them. One table serves two ways of comparing: sums of words, and
late interaction of single words (late_interaction.py), which architectures.py found to add to each other.

    node --import tsx eval/training/export.ts material.json
    python3 eval/training/train_encoder.py material.json --out models/bag/weights.bin
    node --import tsx eval/training/pack.ts

The last one packs them into the folder that ships. Needs torch and numpy (Debian: python3-torch, and then /usr/bin/python3), no GPU. --start FILE goes on from earlier weights. --without F keeps fold F out (a fold of export.ts) and prints what the encoder, as
quantised, finds on the held-out questions among all passages.
"""

import argparse
import hashlib
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from late_interaction import late_loss

# Share of the distinct words left out of a text at each step: no single word may carry a meaning alone.
WORD_DROPOUT = 0.6
TEMPERATURE = 0.08
RATE = 0.01
BATCH = 512
# Late interaction compares within parts of a batch: its cost grows with the square.
LATE_PART = 128


class Features:
    """The words' features as one ragged array: word w owns ids[start[w]:start[w + 1]], each with weight 1 / sqrt(their number)."""

    def __init__(self, features, buckets):
        lengths = np.array([len(word) for word in features])
        self.start = np.concatenate([[0], np.cumsum(lengths)])
        self.ids = np.concatenate([np.asarray(word, dtype=np.int64) & (buckets - 1) for word in features])
        self.weights = np.repeat(1 / np.sqrt(lengths), lengths).astype(np.float32)

    def of(self, words):
        """Bucket ids, offsets and weights of these words, as EmbeddingBag takes them."""
        lengths = self.start[words + 1] - self.start[words]
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        index = np.repeat(self.start[words] - offsets, lengths) + np.arange(lengths.sum())
        return torch.from_numpy(self.ids[index]), torch.from_numpy(offsets), torch.from_numpy(self.weights[index])


def thinned(text, dropout):
    """Distinct words with the square root of how often each is there, as bagOf of bag-features.ts weighs them."""
    words, counts = np.unique(text, return_counts=True)
    weights = np.sqrt(counts)
    if dropout:
        keep = np.random.rand(len(words)) >= dropout
        if keep.any():
            words, weights = words[keep], weights[keep]
    return words, weights


def encode(table, features, texts, dropout=0.0):
    """Unit vectors of texts (lists of word numbers), one row each."""
    texts = [thinned(text, dropout) for text in texts]
    distinct = np.unique(np.concatenate([words for words, _ in texts]))
    ids, offsets, weights = features.of(distinct)
    of_words = table(ids, offsets, weights)
    longest = max(len(words) for words, _ in texts)
    index = np.zeros((len(texts), longest), dtype=np.int64)
    scale = np.zeros((len(texts), longest), dtype=np.float32)
    for row, (words, weights) in enumerate(texts):
        index[row, : len(words)] = np.searchsorted(distinct, words)
        scale[row, : len(words)] = weights
    sums = (of_words[torch.from_numpy(index)] * torch.from_numpy(scale)[..., None]).sum(1)
    return F.normalize(sums, dim=1)


def examples_of(material, without):
    """(question, choices of target, negatives, group); texts without words are left out."""
    examples = []
    for pair in material["pairs"]:
        if pair["fold"] == without:
            continue
        negatives = [text["words"] for text in pair["negatives"] if text["fold"] != without and text["words"]]
        for question in pair["questions"]:
            if question["words"]:
                examples.append((question["words"], [pair["passage"]], negatives, pair["group"]))
    for concept in material["concepts"]:
        if without is not None and concept["fold"] == without:
            continue
        formal = [words for words in concept["formal"] if words]
        if not formal:
            continue
        together = [word for words in formal for word in words]
        # Half of the time all formal words together, half of the time one of them.
        targets = [together] * len(formal) + formal
        for words in concept["say"]:
            if words:
                examples.append((words, targets, [], concept["group"]))
    return examples


def loss_of(table, features, batch):
    """InfoNCE, question to passage; passages of the same group are not each other's negatives; one hard negative each."""
    targets = [random.choice(choices) for _, choices, _, _ in batch]
    groups = [group for _, _, _, group in batch]
    numbers = {group: i for i, group in enumerate(dict.fromkeys(groups))}
    own = torch.tensor([numbers[group] for group in groups])
    hard = [random.choice(negatives) for _, _, negatives, _ in batch if negatives]
    questions = encode(table, features, [question for question, _, _, _ in batch], WORD_DROPOUT)
    passages = encode(table, features, targets + hard, WORD_DROPOUT)
    scores = questions @ passages.T / TEMPERATURE
    n = len(batch)
    same = (own[:, None] == own[None, :]) & ~torch.eye(n, dtype=torch.bool)
    mask = torch.cat([same, torch.zeros(n, len(hard), dtype=torch.bool)], dim=1)
    return F.cross_entropy(scores.masked_fill(mask, -1e9), torch.arange(n))


def train(material, features, args):
    """The table after all epochs, and which of its rows were ever touched."""
    table = torch.nn.EmbeddingBag(args.buckets, args.dimension, mode="sum", sparse=True)
    torch.nn.init.normal_(table.weight, std=0.1)
    if args.start:
        start_from(table, args.start.read_bytes())
    examples = examples_of(material, args.without)
    print(f"{len(examples)} examples, {args.buckets} x {args.dimension}", flush=True)
    optimiser = torch.optim.SparseAdam([table.weight], lr=args.rate, betas=(0.9, 0.99))
    touched = np.zeros(args.buckets, dtype=bool)
    for words in (words for question, targets, negatives, _ in examples for words in (question, *targets, *negatives)):
        touched[features.of(np.unique(words))[0].numpy()] = True
    batches = len(examples) // BATCH
    for epoch in range(args.epochs):
        random.shuffle(examples)
        started, total = time.time(), 0.0
        for b in range(batches):
            done = (epoch * batches + b) / (args.epochs * batches)
            optimiser.param_groups[0]["lr"] = args.rate * (1 - done) * min(1, done * 20 + 0.05)
            batch = examples[b * BATCH : (b + 1) * BATCH]
            optimiser.zero_grad()
            loss = loss_of(table, features, batch)
            loss.backward()
            total += loss.item()
            # Everyday words with their formal ones are single words already.
            whole = [example for example in batch if len(example[1]) == 1]
            for part in range(0, len(whole) - 1 if args.late else 0, LATE_PART):
                own = whole[part : part + LATE_PART]
                late = args.late * late_loss(table, features, own) * len(own) / len(batch)
                late.backward()
                total += late.item()
            optimiser.step()
        print(f"epoch {epoch + 1}: loss {total / batches:.3f}, {time.time() - started:.0f} s", flush=True)
    return table, touched


def start_from(table, packed):
    """The rows of weights that were written before."""
    magic, head, _ = packed.split(b"\n", 2)
    header = json.loads(head)
    if magic != b"VBBAG1" or (header["buckets"], header["dimension"]) != tuple(table.weight.shape):
        raise SystemExit("--start: not weights of this size")
    start = -(-(len(magic) + len(head) + 2) // 4) * 4
    size = header["buckets"] * header["dimension"]
    rows = np.frombuffer(packed, np.int8, size, start).reshape(table.weight.shape)
    scales = np.frombuffer(packed, np.float32, header["buckets"], start + size)
    # Rows that no training has touched yet start as in a fresh table.
    known = torch.from_numpy(scales > 0)
    with torch.no_grad():
        table.weight[known] = torch.from_numpy(rows.astype(np.float32) * scales[:, None])[known]


def quantise(table, touched):
    """Symmetric int8 per row: rows and scales; rows that were never trained are zero. The table takes the rounded values."""
    rows = table.weight.detach().numpy().copy()
    rows[~touched] = 0
    scales = (np.abs(rows).max(1) / 127).astype(np.float32)
    rounded = np.round(rows / np.where(scales == 0, 1, scales)[:, None]).astype(np.int8)
    with torch.no_grad():
        table.weight.copy_(torch.from_numpy(rounded.astype(np.float32) * scales[:, None]))
    return rounded, scales


def judge(table, features, material, without):
    """Hit@1, 5 and 10 on the questions of the held-out fold, against all passages."""
    with torch.no_grad():
        pairs = material["pairs"]
        passages = torch.cat([encode(table, features, [pair["passage"]]) for pair in pairs])
        ranks = {"all": [], "dutch": [], "foreign": []}
        for own, pair in enumerate(pairs):
            if pair["fold"] != without:
                continue
            for question in pair["questions"]:
                if not question["words"]:
                    continue
                scores = passages @ encode(table, features, [question["words"]])[0]
                rank = int((scores > scores[own]).sum()) + 1
                ranks["all"].append(rank)
                ranks["foreign" if question["foreign"] else "dutch"].append(rank)
        for kind, of_kind in ranks.items():
            hits = "  ".join(f"hit@{k} {sum(r <= k for r in of_kind) / max(1, len(of_kind)):.3f}" for k in (1, 5, 10))
            print(f"held out {kind:8} n={len(of_kind):6}  {hits}", flush=True)


def write(path, rows, scales, args):
    header = json.dumps({"id": args.id, "buckets": args.buckets, "dimension": args.dimension}).encode()
    head = b"VBBAG1\n" + header
    head += b" " * (-(len(head) + 1) % 4) + b"\n"
    packed = head + rows.tobytes() + scales.tobytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed)
    manifest = {"id": args.id, "type": "bag", "dimension": args.dimension, "sha256": hashlib.sha256(packed).hexdigest()}
    (path.parent / "vraagbaak.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(f"{path} written, {len(packed)} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("material", type=Path, help="what eval/training/export.ts wrote")
    parser.add_argument("--out", type=Path, required=True, help="weights to write; vraagbaak.json comes beside it")
    parser.add_argument("--id", default="vraagbaak-bag-5")
    parser.add_argument("--start", type=Path, help="go on from these weights")
    parser.add_argument("--rate", type=float, default=RATE, help="step size of the optimiser; smaller when going on")
    parser.add_argument("--late", type=float, default=1.0, help="share of late interaction in the loss; 0 for none")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--buckets", type=int, default=65536, help="rows of the table, a power of two")
    parser.add_argument("--without", type=int, help="keep this fold out of training and judge on it")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20261123)
    args = parser.parse_args()
    if args.buckets & (args.buckets - 1):
        parser.error("--buckets must be a power of two")
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    np.random.seed(args.seed)
    material = json.loads(args.material.read_text())
    if args.without is not None and not 0 <= args.without < material["folds"]:
        parser.error(f"--without must be a fold of the material, 0 to {material['folds'] - 1}")
    features = Features(material["features"], args.buckets)
    table, touched = train(material, features, args)
    rows, scales = quantise(table, touched)
    if args.without is not None:
        judge(table, features, material, args.without)
    write(args.out, rows, scales, args)


if __name__ == "__main__":
    main()
