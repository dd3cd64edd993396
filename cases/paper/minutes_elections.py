"""An election on paper: how many votes each got, and who is elected; a tie says that the lot decided."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.paper.minutes_parts import PaperElection
from cases.paper.prose import Tree, from_plain


def elections_blocks(elections: Sequence[PaperElection]) -> Tree:
    """Every election of an item in order, as blocks."""
    return [block for election in elections for block in _election(election)]


def result(election: PaperElection) -> str:
    """ "Det blev lika. Lotten avgjorde. Ledamot 1 är vald." """
    drawn = _("Det blev lika mellan %(names)s. Lotten avgjorde.") % {"names": _tied(election)}
    chosen = _("%(name)s är vald.") % {"name": election.elected}
    return f"{drawn} {chosen}" if election.by_lot else chosen


def blanks(election: PaperElection) -> str:
    """ "2 valsedlar var blanka." """
    if not election.blank:
        return ""
    said = ngettext("%(n)d valsedel var blank.", "%(n)d valsedlar var blanka.", election.blank)
    return said % {"n": election.blank}


def _election(election: PaperElection) -> Tree:
    rows = [[name, str(votes)] for name, votes in election.votes]
    return [
        *from_plain(_("%(what)s, med slutna valsedlar.") % {"what": election.what.rstrip(".")}),
        ["grid", [_("Namn"), _("Röster")], rows],
        *from_plain(blanks(election)),
        ["p", [["strong", [result(election)]]]],
    ]


def _tied(election: PaperElection) -> str:
    most = max(votes for _name, votes in election.votes)
    names = [name for name, votes in election.votes if votes == most]
    return _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
