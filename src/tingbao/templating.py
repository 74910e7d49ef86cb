"""Templates: the narration's sentences, the notes, the pages. The only file that knows jinja2.

Templates of the show win over the package's own, which they can extend as "tingbao/NAME". They
are read as input from outside: a sandbox, no access to Python's inside, and errors that name
the template and the line.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

import jinja2
import jinja2.sandbox

from tingbao.errors import SettingsError
from tingbao.wording import say

_MISTAKES = (
    jinja2.TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
)
"""What a sentence may come to: jinja2's own errors, and Python's in an expression (date + 1)."""


class Templates:
    """A set of templates: the show's folder first, then the package's own ``templates/``."""

    def __init__(
        self,
        package: str,
        *,
        show: Path | None = None,
        filters: Mapping[str, Callable[..., object]] | None = None,
    ) -> None:
        """``package`` is a module with a folder ``templates`` ("tingbao.feed")."""
        own = jinja2.PackageLoader(package, "templates")
        loaders: list[jinja2.BaseLoader] = [own, jinja2.PrefixLoader({"tingbao": own})]
        if show is not None:
            loaders.insert(0, jinja2.FileSystemLoader(show))
        self._environment = jinja2.sandbox.ImmutableSandboxedEnvironment(
            loader=jinja2.ChoiceLoader(loaders),
            autoescape=jinja2.select_autoescape(("html", "xml")),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters.update(filters or {})

    def render(self, name: str, **values: object) -> str:
        """The template ``name`` with ``values``; SettingsError where it does not work."""
        try:
            return self._environment.get_template(name).render(**values)
        except jinja2.TemplateError as error:
            raise _mistake(name, error, values) from error


def render_text(template: str, name: str, **values: object) -> str:
    """A template given as text (a setting of tingbao.toml called ``name``), without escaping."""
    try:
        return _compiled(template).render(**values)
    except _MISTAKES as error:
        raise _mistake(f"tingbao.toml: {name}", error, values) from error


@lru_cache(maxsize=64)
def _compiled(template: str) -> jinja2.Template:
    """Each setting's text once: a show's opening is the same in all its episodes."""
    environment = jinja2.sandbox.ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined)
    return environment.from_string(template)


def _mistake(name: str, error: Exception, values: Mapping[str, object]) -> SettingsError:
    line = getattr(error, "lineno", None)
    where = f"{name}:{line}" if line else name
    what, known = str(error).rstrip("."), sorted(values)
    return SettingsError(
        say(
            f"模板 {where} 有误：{what}。可用的有 {'、'.join(known)}。请改正后再运行。",
            f"template {where}: {what}; there are {', '.join(known)}: mend it and run again.",
        )
    )
