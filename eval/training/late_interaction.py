"""Late interaction over static word vectors: each word of a question takes its best word of a passage (the MaxSim of ColBERT, Khattab and Zaharia 2020),
weighted by the length of its own vector. What src/retrieval/soft-match.ts computes, made to be trained."""

import random

import numpy as np
import torch
import torch.nn.functional as F

WORD_DROPOUT = 0.4
TEMPERATURE = 0.05


def words_of(table, features, texts):
    """Vectors of the distinct words of these texts, and each text's places among them."""
    distinct = np.unique(np.concatenate(texts))
    ids, offsets, weights = features.of(distinct)
    return table(ids, offsets, weights), [np.searchsorted(distinct, text) for text in texts]


def kept(text, dropout):
    words = np.unique(text)
    keep = np.random.rand(len(words)) >= dropout
    return words[keep] if keep.any() else words


def passages_of(table, features, texts):
    """Unit vectors of the passages' words with a last row that is never the best, and the padded places of each passage."""
    vectors, places = words_of(table, features, [np.unique(text) for text in texts])
    longest = max(len(row) for row in places)
    index = np.full((len(texts), longest), len(vectors), dtype=np.int64)
    for row, own in enumerate(places):
        index[row, : len(own)] = own
    return F.normalize(vectors, dim=1), torch.from_numpy(index)


def late_scores(table, features, questions, passages):
    """Questions times passages, 0 to 1."""
    unit, index = passages
    vectors, places = words_of(table, features, questions)
    near = F.pad(F.normalize(vectors, dim=1) @ unit.T, (0, 1), value=0.0)
    best = near[:, index].amax(2).clamp(min=0)
    lengths = vectors.norm(dim=1)
    share = torch.zeros(len(questions), len(vectors))
    for row, own in enumerate(places):
        share[row, own] = 1.0
    share = share * lengths
    return (share / share.sum(1, keepdim=True)) @ best


def late_loss(table, features, batch):
    """InfoNCE over late interaction, as loss_of of train_encoder.py is over sums."""
    targets = [random.choice(choices) for _, choices, _, _ in batch]
    hard = [random.choice(negatives) for _, _, negatives, _ in batch if negatives]
    groups = [group for _, _, _, group in batch]
    numbers = {group: i for i, group in enumerate(dict.fromkeys(groups))}
    own = torch.tensor([numbers[group] for group in groups])
    passages = passages_of(table, features, [kept(text, WORD_DROPOUT) for text in targets + hard])
    scores = late_scores(table, features, [kept(q, WORD_DROPOUT) for q, _, _, _ in batch], passages) / TEMPERATURE
    n = len(batch)
    same = (own[:, None] == own[None, :]) & ~torch.eye(n, dtype=torch.bool)
    mask = torch.cat([same, torch.zeros(n, len(hard), dtype=torch.bool)], dim=1)
    return F.cross_entropy(scores.masked_fill(mask, -1e9), torch.arange(n))
