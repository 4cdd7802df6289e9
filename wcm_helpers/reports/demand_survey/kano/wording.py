"""What a question asks about, where several are asked in the same words."""

import re

#: A word of letters, blanks, or any other character: a Chinese one is a word of its own.
_WORDS = re.compile(r"[A-Za-z0-9'’-]+|\s+|.", re.DOTALL)
_ENDS = ",.?!;:，。？！；："


def what_differs(questions: list[str]) -> list[str]:
    """Return the questions without the words with which all of them begin and end.

    Only an end that begins with a mark of punctuation is left out: words before it belong to the matter.

    Parameters
    ----------
    questions : list of str

    Returns
    -------
    list of str
        The questions as they are, where nothing would be left of one or all are alike.

    Examples
    --------
    >>> what_differs(["If there is dispatch on Sunday, are you glad?", "If there is a portal, are you glad?"])
    ['dispatch on Sunday', 'a portal']
    """
    split = [_WORDS.findall(question) for question in questions]
    if len(set(questions)) < 2:
        return questions
    start, end = _common(split), _common([words[::-1] for words in split])
    tail = split[0][len(split[0]) - end :]
    end = next((len(tail) - place for place, word in enumerate(tail) if word in _ENDS), 0)
    left = ["".join(words[start : len(words) - end]).strip() for words in split]
    return left if all(left) else questions


def _common(split: list[list[str]]) -> int:
    """Return how many words all begin with."""
    return next(
        (place for place, words in enumerate(zip(*split, strict=False)) if len(set(words)) > 1),
        min(map(len, split)),
    )
