"""Jinja with what thousands of pages do not need left out.

A page calls some hundred macros and writes some hundred values. Here a macro is called directly, pieces that are always
the same are made once, words that never change are put in when a template is compiled, and a value is escaped once.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

__all__ = ["QuickEnvironment", "trusted"]

trusted: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Call a plain string markup; quicker than ``Markup``, which first asks whether it is something else."""

_ALWAYS_THE_SAME = frozenset({"actions", "channel", "icon", "state"})
"""Macros that are asked again and again for the same few things, all of them hashable values."""


class QuickEnvironment(jinja2.Environment):
    """Expects a ``finalize`` that escapes: what it returns is written as it is. Templates are not read again.

    ``known`` are the names that mean the same on every page: an attribute of theirs is looked up, and escaped, as a
    template is compiled. Attributes are attributes: a dot does not find what is in a mapping.
    """

    def __init__(self, known: Mapping[str, object], **options: Any) -> None:  # noqa: ANN401 - Jinja's own options
        super().__init__(auto_reload=False, **options)
        self._known = _Known(known)
        # What a compiled template calls a macro by.
        self.macro = partial(_QuickMacro, self)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        made = self._known.visit(super()._parse(source, name, filename))
        assert isinstance(made, nodes.Template)
        return made


class _Known(NodeTransformer):
    """Puts what is known before any page is made into a template."""

    def __init__(self, known: Mapping[str, object]) -> None:
        self._known = known

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802 - Jinja's name
        owner = node.node
        if isinstance(owner, nodes.Name) and owner.name in self._known:
            return nodes.Const(getattr(self._known[owner.name], node.attr), lineno=node.lineno)
        return self.generic_visit(node)

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Let a condition without an else be nothing, instead of something undefined that is written as nothing."""
        if node.expr2 is None:
            node.expr2 = nodes.Const("", lineno=node.lineno)
        return self.generic_visit(node)


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
    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        """Escape what is known already as what is not yet: by ``finalize`` alone."""
        const = node.as_const(frame.eval_ctx)
        return str(const if isinstance(node, nodes.TemplateData) or finalize.const is None else finalize.const(const))

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002
        self.write(finalize.src or "(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:  # noqa: ARG002
        names = tuple(argument.name for argument in macro_ref.node.args)
        name = getattr(macro_ref.node, "name", None)
        wants = (macro_ref.accesses_kwargs, macro_ref.accesses_varargs, macro_ref.accesses_caller)
        self.write(f"environment.macro(macro, {name!r}, {names!r}, {', '.join(map(repr, wants))}, True)")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Look at the attribute itself, instead of asking whether it is one."""
        if keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

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
