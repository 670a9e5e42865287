"""Templates compiled and run, with the line of the file that is wrong."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import Template, TemplateRuntimeError, TemplateSyntaxError, nodes

from netui.domain.errors import TemplateError
from netui.notes.sandbox import BUDGET, Budget, NoteEnvironment, OverBudgetError
from netui.notes.template_tree import Where, bounded, check_size
from netui.plain_file import MOST_IN_TEMPLATE, read_small

_OWN_LINE = re.compile(r"^[ \t]*((?:\{%(?:(?!%\}).)*%\}|\{#(?:(?!#\}).)*#\})+)[ \t]*\n", re.MULTILINE)
_TAG_END = re.compile(r"([-+]?%\}|#\})$")


class Renderer:
    """Compiles each template once and runs it in the sandbox; `check` refuses fields that don't exist."""

    def __init__(self, check: Callable[[nodes.Template, Where], None]) -> None:
        self._check = check
        self._environment = NoteEnvironment()
        self._compiled: dict[tuple[str, int, str], Template] = {}

    def compile(self, source: str, file: str, first_line: int) -> Template:
        """Return a template that was checked; raise TemplateError with its file and line."""
        key = (file, first_line, source)
        if key not in self._compiled:

            def where(line: int) -> str:
                return f"{file} line {first_line + line - 1}"

            tree = self._tree(source, where)
            check_size(tree, where)
            self._check(tree, where)
            try:
                code = self._environment.compile(bounded(tree), filename=file)
            except TemplateSyntaxError as error:
                raise TemplateError(f"{where(error.lineno)}: {_sentence(error)}") from error
            except ValueError as error:
                raise TemplateError(f"{where(1)}: a number is too long to be read") from error
            except (RecursionError, SyntaxError, MemoryError) as error:  # Python's own limits on nesting
                raise TemplateError(f"{where(1)}: it is nested too deeply") from error
            self._compiled[key] = Template.from_code(self._environment, code, self._environment.globals)
        return self._compiled[key]

    def _tree(self, source: str, where: Where) -> nodes.Template:
        if len(source) > MOST_IN_TEMPLATE:
            raise TemplateError(f"{where(1)}: a template has at most 64 kB")
        try:
            return self._environment.parse(_OWN_LINE.sub(_swallow_newline, source))
        except TemplateSyntaxError as error:
            raise TemplateError(f"{where(error.lineno)}: {_sentence(error)}") from error
        except ValueError as error:
            raise TemplateError(f"{where(1)}: a number is too long to be read") from error
        except (RecursionError, MemoryError) as error:
            raise TemplateError(f"{where(1)}: it is nested too deeply") from error

    def run(self, source: str, file: str, first_line: int, values: Mapping[str, object]) -> str:
        """Return what a template writes with these values, which hold its budget; raise TemplateError."""
        template = self.compile(source, file, first_line)
        budget = values[BUDGET]
        assert isinstance(budget, Budget)
        pieces: list[str] = []
        size = 0
        try:
            for piece in template.generate(values):
                pieces.append(piece)
                size += len(piece) if piece.isascii() else len(piece.encode("utf-8", "replace"))
                budget.sized(size)
        except OverBudgetError as error:
            line = first_line + _line_of(error, file) - 1
            raise TemplateError(f"{file} line {line}: {error}; make the template simpler") from error
        except (TemplateRuntimeError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
            line = first_line + _line_of(error, file) - 1
            plain = "a value is used here for what it isn't: a text, a number or a list"
            reason = plain if isinstance(error, TypeError) else error
            raise TemplateError(f"{file} line {line}: cannot be rendered: {reason}") from error
        return "".join(pieces)


def _line_of(error: BaseException, file: str) -> int:
    """Return the line of the template an error came from: Jinja names it in the traceback."""
    line, step = 1, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == file:
            line = step.tb_lineno
        step = step.tb_next
    return line


def read_template_file(path: Path) -> str:
    """Return the text of a template file; raise TemplateError."""
    try:
        data = read_small(path, MOST_IN_TEMPLATE)
    except OSError as error:
        raise TemplateError(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > MOST_IN_TEMPLATE:
        raise TemplateError(f"{path}: a template has at most 64 kB")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TemplateError(f"{path} line {line}: the file is not UTF-8; save it as UTF-8") from error


def _swallow_newline(match: re.Match[str]) -> str:
    """Move the line break behind a lone tag into it: no blank line is left, and line numbers stay true."""
    return _TAG_END.sub(r"\n\1", match[1])


def _sentence(error: TemplateSyntaxError) -> str:
    message = (error.message or "this cannot be read").rstrip(".")
    return message[:1].lower() + message[1:]
