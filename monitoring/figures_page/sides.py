"""What of the figures each side is shown."""

from accounts.roles import Permission

HERS = ("fig30", "support_types")
OUTPUTS_OF_HERS = ("partners_referred", "partners_supported")
# Of the men themselves, in numbers small enough to be one of them
OF_HIMSELF = ("fig26", "fig27")


def may_know_of_hers(user, *, narrowed):
    """His side sees her side's numbers of the whole only: of a part small enough they would say it of one woman."""
    return not narrowed or user.may(Permission.SEE_HER_FILES) or not user.may(Permission.SEE_HIS_FILES)


def without_hers(figures):
    """The figures that hang on referrals alone."""
    left = {name: figure for name, figure in figures.items() if name not in HERS}
    left["fig13"] = {name: each for name, each in figures["fig13"].items() if name not in OUTPUTS_OF_HERS}
    left["not_recorded"] = {
        file: each for file, each in figures["not_recorded"].items() if file != "partners"
    }
    return left


def words_without_hers(definitions):
    """The definitions, without the sentences that are about partners."""
    return {
        name: ". ".join(each for each in words.split(". ") if "artner" not in each).rstrip(".") + "."
        for name, words in definitions.items()
    }


def of_area(figures, area):
    """What the children's services of an area are shown: nothing of partners, and of other areas not even zeros."""
    left = {name: figure for name, figure in without_hers(figures).items() if name not in OF_HIMSELF}
    for name in ("fig18", "fig20", "fig24"):
        left[name] = {area: figures[name][area]}
    return left
