"""The formats a portfolio is written in, by the ending of the file."""

from collections.abc import Mapping

from netui.domain.journal.portfolio import Portfolio
from netui.services.journal.portfolio import PortfolioWriter


def _html(portfolio: Portfolio) -> str:
    from netui.exchange.writing.portfolio_html import portfolio_html

    return portfolio_html(portfolio)


def _markdown(portfolio: Portfolio) -> str:
    from netui.exchange.writing.portfolio_markdown import portfolio_markdown

    return portfolio_markdown(portfolio)


PORTFOLIO_WRITERS: Mapping[str, PortfolioWriter] = {".html": _html, ".md": _markdown}
