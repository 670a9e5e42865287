"""What the sections share whose entries can go into the portfolio."""

from netui.tui.look.messages import Open
from netui.tui.sections.section import Section


class PublishedSection(Section):
    """A section of which the portfolio shows something: `X` leads there, where `keys` names "export"."""

    def export(self) -> None:
        """Make the portfolio."""
        self.host.post_message(Open("portfolio", 0))
