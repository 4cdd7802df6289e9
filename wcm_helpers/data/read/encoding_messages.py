"""Word what is wrong with the encoding of a text file; each message begins with its place."""

from collections.abc import Sequence

from wcm_helpers.core.messages import Message, message


def not_in_encoding(
    place: str, encoding: str, readable: Sequence[str] = (), name: str = "", table: str = ""
) -> Message:
    """Return the message on a line that does not decode in the encoding of the settings.

    Parameters
    ----------
    place : str
    encoding : str
        Of the settings, or of the mark at the start of the file.
    readable : sequence of str
        The encodings that read the whole file.
    name, table : str
        The file and its table, where the settings read other files with it.
    """
    if not readable:
        return message(
            "{place}: this line is not in the encoding {encoding}, and no common encoding reads the whole "
            "file. It may be damaged, or put together from files of several encodings. Export it again.",
            place=place,
            encoding=encoding,
        )
    setting = f'encoding = "{readable[0]}"'
    if name:
        return message(
            "{place}: this line is not in the encoding {encoding}. The whole file can be read in {readable}, "
            "and other files of the table cannot. Write {section} twice in the settings: once with {path} "
            "and {setting}, and once as it is now.",
            place=place,
            encoding=encoding,
            readable=readable,
            section=f"[[tables.{table}]]",
            path=f'path = "{name}"',
            setting=setting,
        )
    return message(
        "{place}: this line is not in the encoding {encoding}. The whole file can be read in {readable}. "
        "Name its encoding in the settings, for example {setting}.",
        place=place,
        encoding=encoding,
        readable=readable,
        setting=setting,
    )


def read_by_its_mark(marked: str, declared: str) -> Message:
    """Return the remark on a file whose mark at the start says another encoding than the settings."""
    return message(
        "The file begins with the mark of {marked} and is read so, not in {declared} as the settings say.",
        marked=marked,
        declared=declared,
    )


def unmarked_utf16(place: str, encoding: str) -> Message:
    """Return the message on a file in UTF-16 that does not say so."""
    return message(
        "{place}: the file is in UTF-16 without a mark at its start. Write {setting} for it in the settings.",
        place=place,
        setting=f'encoding = "{encoding}"',
    )
