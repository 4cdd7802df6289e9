"""Topics of short texts: words that occur together, for texts that a lexicon of themes does not know.

The weights of the words (TF-IDF) are factorised into non-negative parts that start from singular vectors,
so that the same texts give the same topics in any order and at every run.

Sources: D. D. Lee and H. S. Seung, Nature 401 (1999); C. Boutsidis and E. Gallopoulos, Pattern Recognition
41 (2008) for the start from singular vectors.
"""

import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from wcm_helpers.methods.themes import cut, fold

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Topics need so many texts in all, a word so many, and a topic so many.
LEAST_TEXTS, LEAST_WITH_WORD, LEAST_OF_TOPIC = 12, 2, 3
_MOST_TOPICS, _TEXTS_PER_TOPIC, _WORDS_OF_TOPIC, _MOST_WORDS = 5, 6, 4, 600
_STOP = frozenset({
    "我们", "你们", "他们", "贵司", "贵仓", "仓库", "希望", "建议", "可以", "能够", "需要", "就是",
    "还是", "一个", "这个", "那个", "没有", "不是", "有时", "有点", "比较", "非常", "特别", "已经",
    "现在", "目前", "最近", "总是", "经常", "一些", "这样", "因为", "所以", "但是", "如果", "时候",
    "问题", "方面", "情况", "以及", "或者", "进行", "一下", "the", "and", "for", "with", "our",
    "your", "are", "was", "not", "you", "that", "this", "have", "has", "can", "please", "more",
    "very", "than", "too", "but", "from", "they", "them", "would", "could",
})  # fmt: skip


@dataclass(frozen=True)
class Topic:
    """Texts that share words.

    Attributes
    ----------
    words : tuple of str
        The words that weigh most, the heaviest first.
    texts : tuple
        The labels of its texts, sorted.
    """

    words: tuple[str, ...]
    texts: tuple[Any, ...]


def find_topics(texts: pd.Series) -> list[Topic]:
    """Return the topics of texts.

    Parameters
    ----------
    texts : pd.Series of str
        By unique labels; only texts without a theme of the lexicon.

    Returns
    -------
    list of Topic
        The one with most texts first; a text belongs to one topic at most. Empty with fewer than
        ``LEAST_TEXTS`` texts, or where no word is in several of them.
    """
    if len(texts) < LEAST_TEXTS:
        return []
    ordered = texts.iloc[np.lexsort([texts.index.astype(str), texts.to_numpy(dtype=str)])]
    weights, names = _weights([_content_words(text) for text in ordered])
    count = min(_MOST_TOPICS, len(texts) // _TEXTS_PER_TOPIC, *(side - 1 for side in weights.shape))
    if count < 1:
        return []
    of_texts, of_words = _factors(weights, count)
    best = np.where(of_texts.max(axis=1) > 0, of_texts.argmax(axis=1), -1)
    topics = []
    for place in range(count):
        members = sorted(ordered.index[best == place])
        heaviest = np.lexsort([names, -of_words[place]])[:_WORDS_OF_TOPIC]
        top = tuple(names[word] for word in heaviest if of_words[place, word] > 0)
        if len(members) >= LEAST_OF_TOPIC and top:
            topics.append(Topic(top, tuple(members)))
    return sorted(topics, key=lambda topic: (-len(topic.texts), topic.words))


def _content_words(text: str) -> list[str]:
    """Return the words of a text that may name what it is about: no single characters, no digits."""
    pieces = [piece.strip() for piece in cut(fold(text))]
    return [
        piece
        for piece in pieces
        if piece not in _STOP
        and (re.fullmatch(r"[\u4e00-\u9fff]{2,}", piece) or re.fullmatch(r"[a-z]{3,}", piece))
    ]


def _weights(texts: list[list[str]]) -> tuple["csr_array", list[str]]:
    """Return the TF-IDF weights, texts by words, each text of length 1, and the words in order."""
    from scipy.sparse import csr_array

    pairs = pd.DataFrame(
        [(row, word) for row, words in enumerate(texts) for word in words], columns=["row", "word"]
    )
    frequency = pairs.drop_duplicates()["word"].value_counts()
    frequency = frequency[frequency >= LEAST_WITH_WORD].rename_axis("word").reset_index(name="texts")
    frequency = frequency.sort_values(["texts", "word"], ascending=[False, True]).head(_MOST_WORDS)
    names = sorted(frequency["word"])
    counted = pairs.value_counts(["row", "word"], sort=False).rename("count").reset_index()
    counted = counted[counted["word"].isin(names)].merge(frequency, on="word").sort_values(["row", "word"])
    rarity = np.log((1 + len(texts)) / (1 + counted["texts"])) + 1
    weight = counted["count"] * rarity
    length = np.sqrt((weight**2).groupby(counted["row"]).transform("sum"))
    columns = np.searchsorted(names, counted["word"]) if names else np.zeros(0, dtype=int)
    cells = ((weight / length).to_numpy(dtype=float), (counted["row"].to_numpy(dtype=int), columns))
    return csr_array(cells, shape=(len(texts), len(names))), names


def _factors(weights: "csr_array", count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the two non-negative factors, texts by topics and topics by words, rounded."""
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning

    of_texts, of_words = _start(weights, count)
    model = NMF(count, init="custom", max_iter=300, tol=1e-4)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # near enough to name words
        of_texts = model.fit_transform(weights, W=of_texts, H=of_words)
    return of_texts.round(6), model.components_.round(6)


def _start(weights: "csr_array", count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the start of the factors: of each pair of singular vectors its stronger side."""
    squares, vectors = np.linalg.eigh((weights.T @ weights).toarray())
    of_texts, of_words = np.zeros((weights.shape[0], count)), np.zeros((count, weights.shape[1]))
    for place in range(count):
        size = np.sqrt(max(squares[-1 - place], 1e-12))
        right = vectors[:, -1 - place]
        left = weights @ right / size
        sides = [(np.maximum(sign * left, 0), np.maximum(sign * right, 0)) for sign in (1, -1)]
        lengths = [np.linalg.norm(one) * np.linalg.norm(other) for one, other in sides]
        one, other = sides[int(lengths[1] > lengths[0])]
        scale = np.sqrt(size * max(lengths))
        of_texts[:, place] = scale * one / max(np.linalg.norm(one), 1e-12)
        of_words[place] = scale * other / max(np.linalg.norm(other), 1e-12)
    floor = weights.mean() / 100  # a zero would never leave its place
    return np.maximum(of_texts, floor), np.maximum(of_words, floor)
