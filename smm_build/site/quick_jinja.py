"""Jinja with what thousands of pages do not need left out.

A page calls some hundred macros and writes some hundred values. Here a macro is called directly, pieces that are always
the same are made once, and a value is escaped once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup

__all__ = ["QuickEnvironment", "trusted"]

trusted: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Call a plain string markup; quicker than ``Markup``, which first asks whether it is something else."""

_ALWAYS_THE_SAME = frozenset({"icon", "state", "channel"})
"""Macros that are asked again and again for the same few things, all of them hashable values."""


class QuickEnvironment(jinja2.Environment):
    """Expects a ``finalize`` that escapes: what it returns is written as it is. Templates are not read again."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Jinja's own options
        super().__init__(auto_reload=False, **options)
        # What a compiled template calls a macro by.
        self.macro = partial(_QuickMacro, self)


class _QuickMacro(Macro):
    """A macro called by position, as ours are; anything else is left to Jinja."""

    def __init__(self, environment: jinja2.Environment, function: Callable[..., str], name: str, *more: Any) -> None:  # noqa: ANN401
        super().__init__(environment, function, name, *more)
        self._plain = not (self.catch_kwargs or self.catch_varargs or self.caller)
        self._made: dict[Hashable, Markup] | None = {} if name in _ALWAYS_THE_SAME else None

    def __call__(self, *arguments: Any, **named: Any) -> str:  # noqa: ANN401
        if named or not self._plain or len(arguments) > self._argument_count:
            return super().__call__(*arguments, **named)
        if self._made is None:
            return self._call(arguments)
        made = self._made.get(arguments)
        if made is None:
            made = self._made[arguments] = self._call(arguments)
        return made

    def _call(self, arguments: tuple[Any, ...]) -> Markup:
        left = self._argument_count - len(arguments)
        return trusted(self._func(*arguments, *(missing,) * left) if left else self._func(*arguments))


class _QuickGenerator(CodeGenerator):
    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002
        self.write(finalize.src or "(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:  # noqa: ARG002
        names = tuple(argument.name for argument in macro_ref.node.args)
        name = getattr(macro_ref.node, "name", None)
        wants = (macro_ref.accesses_kwargs, macro_ref.accesses_varargs, macro_ref.accesses_caller)
        self.write(f"environment.macro(macro, {name!r}, {names!r}, {', '.join(map(repr, wants))}, True)")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """Call without asking first whether the callee wants to know the page: none of ours does."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


QuickEnvironment.code_generator_class = _QuickGenerator
