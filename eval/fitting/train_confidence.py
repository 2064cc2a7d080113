"""Trains the confidence model: how likely is the extracted answer right, and how likely do the documents answer the question at all.

    node --import tsx eval/fit.ts --rows rows.jsonl
    /usr/bin/python3 eval/fitting/train_confidence.py rows.jsonl [--out src/assistant/data/confidence.json]

Each row has features of the answer as a whole and, for every word of the question, evidence beside what is shown. The words go through one small
layer and are pooled (weighted mean, largest, smallest), so that one decisive word that is missing can outweigh many that are met; then a hidden layer
and two logistic outputs. Each training employer is held out in turn for the figures and for the calibration; the rows of the development suite
(employer 'dev') are only judged, never learned from.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, dropout

MAX_WORDS = 10
WORD_UNITS = 16
POOLED = 6
HIDDEN = 16
EPOCHS = 40
RATE = 0.01
DECAY = 0.01
DROPOUT = 0.2
WORD_DROPOUT = 0.15
BATCH = 128
SEEDS = 3
# Questions with their gold passage taken away count for this much beside the written unanswerable ones.
WITHHELD = 0.3
# And questions asked where no encoder is at hand for this much.
VECTORLESS = 0.5
CLIP = 5.0
# The training employers are harder than life: every fourth question has no answer, most of those made to be mistaken for one that has.
MAX_REFUSED = 0.15


def vectors(row):
    return row["features"]["vectors"] == 1


class Rows:
    def __init__(self, rows, names):
        self.rows = rows
        self.x = torch.tensor([[row["features"][name] for name in names] for row in rows], dtype=torch.float32)
        width = next(len(row["words"][0]) for row in rows if row["words"])
        self.words = torch.zeros(len(rows), MAX_WORDS, width)
        self.mask = torch.zeros(len(rows), MAX_WORDS)
        for i, row in enumerate(rows):
            for j, word in enumerate(row["words"][:MAX_WORDS]):
                self.words[i, j] = torch.tensor(word, dtype=torch.float32)
                self.mask[i, j] = 1
        self.target = torch.tensor([[row["right"], row["answerable"]] for row in rows], dtype=torch.float32)
        self.weight = torch.tensor([WITHHELD if row["kind"] == "withheld" else 1.0 if vectors(row) else VECTORLESS for row in rows])


class Net(torch.nn.Module):
    """What confidence.ts computes, with dropout while training."""

    def __init__(self, features, word_features):
        super().__init__()
        self.word = torch.nn.Linear(word_features, WORD_UNITS)
        self.value = torch.nn.Linear(WORD_UNITS, POOLED)
        self.gate = torch.nn.Linear(WORD_UNITS, POOLED)
        inputs = features + 3 * POOLED
        self.hidden = torch.nn.Linear(inputs, HIDDEN)
        self.output = torch.nn.Linear(HIDDEN, 2)
        self.direct = torch.nn.Linear(inputs, 2, bias=False)

    def forward(self, x, words, mask):
        if self.training:
            kept = mask * (torch.rand_like(mask) > WORD_DROPOUT)
            mask = torch.where(kept.sum(1, keepdim=True) == 0, mask, kept)
        units = torch.tanh(self.word(words))
        absent = mask[..., None] == 0
        values = torch.tanh(self.value(units))
        share = torch.softmax(self.gate(units).masked_fill(absent, -1e9), 1)
        pooled = (share * values).sum(1)
        largest = values.masked_fill(absent, -1).max(1).values
        smallest = values.masked_fill(absent, 1).min(1).values
        inputs = dropout(torch.cat([x, pooled, largest, smallest], 1), DROPOUT, self.training)
        return self.output(torch.tanh(self.hidden(inputs))) + self.direct(inputs)


def moments(x):
    scale = x.std(0)
    scale[scale < 0.01] = 1.0
    return x.mean(0), scale


def standardised(rows, mean, scale):
    return ((rows.x - mean) / scale).clamp(-CLIP, CLIP)


def train(rows, mean, scale, seed):
    torch.manual_seed(seed)
    net = Net(rows.x.shape[1], rows.words.shape[2])
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    x, n, step = standardised(rows, mean, scale), len(rows.rows), 0
    steps = EPOCHS * (n // BATCH + 1)
    for _ in range(EPOCHS):
        order = torch.randperm(n)
        for start in range(0, n, BATCH):
            batch = order[start : start + BATCH]
            step += 1
            for group in optimiser.param_groups:
                group["lr"] = RATE * (1 - step / (steps + 1))
            logits = net(x[batch], rows.words[batch], rows.mask[batch])
            losses = binary_cross_entropy_with_logits(logits, rows.target[batch], reduction="none").mean(1)
            loss = (losses * rows.weight[batch]).sum() / rows.weight[batch].sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    net.eval()
    return net


def ensemble(rows):
    mean, scale = moments(rows.x)
    return mean, scale, [train(rows, mean, scale, seed) for seed in range(SEEDS)]


def judge(model, rows):
    """Mean logits of the nets, right and answerable."""
    mean, scale, nets = model
    with torch.no_grad():
        return sum(net(standardised(rows, mean, scale), rows.words, rows.mask) for net in nets) / len(nets)


def platt(logits, target):
    """Slope and offset that make each column of logits a calibrated one (Platt 1999)."""
    parameters = torch.tensor([[1.0, 1.0], [0.0, 0.0]], requires_grad=True)
    optimiser = torch.optim.LBFGS([parameters], max_iter=200)

    def closure():
        optimiser.zero_grad()
        loss = binary_cross_entropy_with_logits(logits * parameters[0] + parameters[1], target)
        loss.backward()
        return loss

    optimiser.step(closure)
    return parameters.detach()


def auc(p, positive):
    above, below = p[positive], p[~positive]
    wins = (above[:, None] > below[None]).float() + 0.5 * (above[:, None] == below[None]).float()
    return round(float(wins.mean()), 3)


def figures_of(chances, rows, threshold):
    support = chances.mean(1)
    answerable = rows.target[:, 1] == 1
    right = rows.target[:, 0] == 1
    given = support >= threshold
    bins = []
    for low in np.arange(0, 1, 0.2):
        inside = (chances[:, 0] >= low) & (chances[:, 0] < low + 0.2)
        bins.append(
            {
                "from": round(float(low), 1),
                "cases": int(inside.sum()),
                "meanConfidence": round(float(chances[inside, 0].mean()), 3) if inside.any() else 0,
                "right": round(float(right[inside].float().mean()), 3) if inside.any() else 0,
            }
        )
    return {
        "cases": len(rows.rows),
        "aucRight": auc(chances[:, 0], right),
        "aucAnswerable": auc(support, answerable),
        "abstentionRecall": round(float((~given)[~answerable].float().mean()), 3),
        "overRefusal": round(float((~given)[answerable].float().mean()), 3),
        "rightOfGiven": round(float(right[given].float().mean()), 3),
        "reliability": bins,
    }


def threshold_at(support, answerable):
    """The highest threshold that refuses at most MAX_REFUSED of the answerable questions of held-out employers."""
    return round(float(torch.quantile(support[answerable], MAX_REFUSED)), 3)


def weights_of(net):
    return {name: np.round(value.numpy().astype(float), 4).tolist() for name, value in net.state_dict().items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    head, *lines = args.rows.read_text().splitlines()
    rows = [json.loads(line) for line in lines]
    names = list(rows[0]["features"])
    learned = [row for row in rows if row["employer"] != "dev"]
    employers = sorted({row["employer"] for row in learned})
    logits, held, plain_logits, plain = [], [], [], []
    for employer in employers:
        model = ensemble(Rows([row for row in learned if row["employer"] != employer], names))
        own = [row for row in learned if row["employer"] == employer and row["kind"] != "withheld"]
        with_vectors, without = [row for row in own if vectors(row)], [row for row in own if not vectors(row)]
        logits.append(judge(model, Rows(with_vectors, names)))
        plain_logits.append(judge(model, Rows(without, names)))
        held += with_vectors
        plain += without
    held_rows, held_logits = Rows(held, names), torch.cat(logits)
    calibration = platt(held_logits, held_rows.target)
    chances = torch.sigmoid(held_logits * calibration[0] + calibration[1])
    threshold = threshold_at(chances.mean(1), held_rows.target[:, 1] == 1)
    model = ensemble(Rows(learned, names))
    figures = {"threshold": threshold, "employers": len(employers), "heldOut": figures_of(chances, held_rows, threshold)}
    plain_chances = torch.sigmoid(torch.cat(plain_logits) * calibration[0] + calibration[1])
    figures["heldOutWithoutEncoder"] = figures_of(plain_chances, Rows(plain, names), threshold)
    dev = [row for row in rows if row["employer"] == "dev"]
    if dev:
        dev_rows = Rows(dev, names)
        dev_chances = torch.sigmoid(judge(model, dev_rows) * calibration[0] + calibration[1])
        figures["development"] = figures_of(dev_chances, dev_rows, threshold)
        for t in np.arange(0.2, 0.8, 0.05):
            f, h = figures_of(dev_chances, dev_rows, t), figures_of(chances, held_rows, t)
            print(f"{t:.2f}  development {f['abstentionRecall']:.3f} / {f['overRefusal']:.3f}  held out {h['abstentionRecall']:.3f} / {h['overRefusal']:.3f}")
    print(json.dumps(figures, indent=1))
    if args.out:
        mean, scale, nets = model
        data = {
            "fittedOn": "eval/suites/train",
            "figures": figures,
            "threshold": threshold,
            "features": names,
            "wordFeatures": json.loads(head)["wordNames"],
            "mean": np.round(mean.numpy().astype(float), 4).tolist(),
            "scale": np.round(scale.numpy().astype(float), 4).tolist(),
            "calibration": np.round(calibration.numpy().astype(float), 4).tolist(),
            "nets": [weights_of(net) for net in nets],
        }
        args.out.write_text(json.dumps(data, indent=None, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
