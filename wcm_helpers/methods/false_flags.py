"""How many flags of control charts to expect where nothing has changed."""


def flagged_share(observed: int) -> float:
    return 0.05
