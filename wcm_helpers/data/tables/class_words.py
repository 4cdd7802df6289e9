"""The words of the classes in exports."""

#: As it is compared: in small letters; the second of a pair is the full-width one, the rest is a name.
CLASSES = {
    letter.upper(): (*names, *(form.format(one) for one in (letter, full) for form in ("{}", "{}类", "{}级", "class {}")))
    for letter, full, *names in (
        ("a", "ａ", "大客户"), ("b", "ｂ", "一般客户"), ("c", "ｃ", "小客户"), ("n", "ｎ"),
    )
}  # fmt: skip
#: Classes that can be set by hand.
GIVEN_CLASSES = {letter: words for letter, words in CLASSES.items() if letter != "N"}
