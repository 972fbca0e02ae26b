"""The ethnic groups of the 2021 census of England and Wales, as the Design System asks them."""


def _group(name, *backgrounds):
    return name, [(f"{name}: {background}", background) for background in backgrounds]


ETHNICITIES = [
    _group(
        "White",
        "English, Welsh, Scottish, Northern Irish or British",
        "Irish",
        "Gypsy or Irish Traveller",
        "Roma",
        "any other White background",
    ),
    _group(
        "Mixed",
        "White and Black Caribbean",
        "White and Black African",
        "White and Asian",
        "any other Mixed background",
    ),
    _group("Asian", "Indian", "Pakistani", "Bangladeshi", "Chinese", "any other Asian background"),
    _group("Black", "African", "Caribbean", "any other Black background"),
    _group("Other", "Arab", "any other ethnic group"),
    ("No answer", [("Prefer not to say", "He prefers not to say"), ("Not asked", "He has not been asked")]),
]
