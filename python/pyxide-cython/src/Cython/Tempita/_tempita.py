"""Templates are parsed into nodes, and nodes write their text for a namespace.

A statement that stands alone on its line takes the line with it, so that templates can be laid out like code.
"""

import html as _html
import re
import sys

from Cython.Tempita._looper import looper

__all__ = ["HTMLTemplate", "Template", "TemplateError", "bunch", "html", "sub", "sub_html"]


class TemplateError(Exception):
    """A mistake in a template; `position` is its line and column."""

    def __init__(self, message, position, name=None):
        super().__init__(message)
        self.message = message
        self.position = position
        self.name = name

    def __str__(self):
        place = " at line %s column %s" % self.position
        return self.message + place + (f" in {self.name}" if self.name else "")


class _Break(Exception):
    pass


class _Continue(Exception):
    pass


class bunch(dict):
    """A dict whose items are attributes, too."""

    def __init__(self, **items):
        super().__init__(items)

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        self[name] = value

    def __getitem__(self, key):
        if "default" in self and key not in self:
            return super().__getitem__("default")
        return super().__getitem__(key)


class html:
    """Text that is HTML already."""

    def __init__(self, value):
        self.value = value

    def __str__(self):
        return self.value

    def __html__(self):
        return self.value


class Template:
    """`Template(text).substitute(name=value)`."""

    default_namespace = {"start_braces": "{{", "end_braces": "}}", "looper": looper}
    default_encoding = "utf8"
    default_inherit = None

    def __init__(
        self, content, name=None, namespace=None, stacklevel=None, get_template=None, default_inherit=None, line_offset=0,
        delimiters=None, delimeters=None,
    ):
        self.content = content
        self.name = name
        self.delimiters = tuple(delimiters or delimeters or ("{{", "}}"))
        if len(self.delimiters) != 2:
            raise ValueError("delimiters are a pair")
        self.namespace = dict(namespace or {})
        self.get_template = get_template
        self.default_inherit = default_inherit or self.default_inherit
        if name is None and stacklevel is not None:
            caller = sys._getframe(stacklevel)
            self.name = f"{caller.f_code.co_filename}:{caller.f_lineno}"
        self.nodes = _Parser(self, line_offset).parse()

    @classmethod
    def from_filename(cls, filename, namespace=None, encoding=None, default_inherit=None, get_template=None):
        with open(filename, encoding=encoding or cls.default_encoding, newline="") as file:
            text = file.read()
        return cls(text, filename, namespace, default_inherit=default_inherit, get_template=get_template)

    def __repr__(self):
        return f"<{type(self).__name__} {id(self):x} name={self.name!r}>"

    def substitute(self, *args, **kw):
        """The text, with names from one mapping or from keyword arguments."""
        if args and (kw or len(args) > 1):
            raise TypeError("substitute() takes one mapping or keyword arguments")
        given = dict(args[0]) if args else kw
        names = {**self.default_namespace, **self.namespace, **given}
        names["__template_name__"] = self.name
        if self.delimiters:
            names["start_braces"], names["end_braces"] = self.delimiters
        out = []
        inherit = self._write(self.nodes, out, names)
        body = "".join(out)
        inherit = inherit or self.default_inherit
        return self._inherited(inherit, body, names) if inherit else body

    def _inherited(self, name, body, names):
        if self.get_template is None:
            raise TemplateError("a template that inherits needs `get_template`", (1, 1), self.name)
        parent = self.get_template(name, self)
        functions = {key: value for key, value in names.items() if isinstance(value, _Function)}
        return parent.substitute({**names, **functions, "self": bunch(body=body, **functions)})

    def _write(self, nodes, out, names):
        inherit = None
        for node in nodes:
            if isinstance(node, str):
                out.append(node)
            elif isinstance(node, _Inherit):
                inherit = self._evaluate(node.code, node.position, names)
            else:
                node.write(self, out, names)
        return inherit

    def _evaluate(self, code, position, names):
        try:
            return eval(code, self.default_namespace.copy() if names is None else names)
        except SyntaxError as error:
            raise SyntaxError(f"invalid syntax in expression: {code}") from error
        except Exception as error:
            self._place(error, position)
            raise

    def _execute(self, code, position, names):
        try:
            exec(code, names)
        except Exception as error:
            self._place(error, position)
            raise

    def _place(self, error, position):
        """Says where in the template an exception comes from."""
        if not getattr(error, "_template_place", None):
            error._template_place = position
            error.add_note("in the template%s, line %s column %s" % ((f" {self.name}" if self.name else "", *position)))

    def _text(self, value, position):
        if value is None:
            return ""
        return value.decode(self.default_encoding) if isinstance(value, bytes) else str(value)


def _escape(value):
    if hasattr(value, "__html__"):
        return value.__html__()
    return "" if value is None else _html.escape(value if isinstance(value, str) else str(value), quote=True)


class HTMLTemplate(Template):
    """Values are escaped for HTML."""

    default_namespace = {**Template.default_namespace, "html": html}

    def _text(self, value, position):
        return _escape(value)


def sub(content, delimiters=None, **kw):
    name = kw.pop("__name", None)
    delimiters = kw.pop("delimeters", delimiters)
    return Template(content, name=name, delimiters=delimiters).substitute(kw)


def sub_html(content, **kw):
    name = kw.pop("__name", None)
    return HTMLTemplate(content, name=name).substitute(kw)


class _Node:
    def __init__(self, position):
        self.position = position


class _Inherit(_Node):
    def __init__(self, position, code):
        super().__init__(position)
        self.code = code


class _Value(_Node):
    """`{{expression | filter}}`"""

    def __init__(self, position, text):
        super().__init__(position)
        self.code, *self.filters = _split_filters(text)

    def write(self, template, out, names):
        value = template._evaluate(self.code.strip(), self.position, names)
        for name in self.filters:
            value = template._evaluate(name.strip(), self.position, names)(value)
        out.append(template._text(value, self.position))


class _Code(_Node):
    def __init__(self, position, code):
        super().__init__(position)
        self.code = code

    def write(self, template, out, names):
        template._execute(self.code, self.position, names)


class _Default(_Node):
    """`{{default name = value}}`"""

    def __init__(self, position, name, code):
        super().__init__(position)
        self.name = name
        self.code = code

    def write(self, template, out, names):
        if self.name not in names:
            names[self.name] = template._evaluate(self.code, self.position, names)


class _Leave(_Node):
    def __init__(self, position, signal):
        super().__init__(position)
        self.signal = signal

    def write(self, template, out, names):
        raise self.signal


class _If(_Node):
    """Branches of condition and nodes; an `else` has no condition."""

    def __init__(self, position, branches):
        super().__init__(position)
        self.branches = branches

    def write(self, template, out, names):
        for condition, position, nodes in self.branches:
            if condition is None or template._evaluate(condition, position, names):
                template._write(nodes, out, names)
                return


class _For(_Node):
    def __init__(self, position, targets, code, nodes):
        super().__init__(position)
        self.assign = compile(f"({targets.strip()}) = __item", "<template>", "exec")
        self.code = code
        self.nodes = nodes

    def write(self, template, out, names):
        for item in template._evaluate(self.code, self.position, names):
            names["__item"] = item
            exec(self.assign, names)
            del names["__item"]
            try:
                template._write(self.nodes, out, names)
            except _Continue:
                continue
            except _Break:
                break


class _Def(_Node):
    """`{{def name(arguments)}}`: a function that gives text."""

    def __init__(self, position, name, arguments, nodes):
        super().__init__(position)
        self.name = name
        self.arguments = arguments
        self.nodes = nodes

    def write(self, template, out, names):
        names[self.name] = _Function(self, template, names)


class _Function:
    def __init__(self, node, template, names):
        self.node = node
        self.template = template
        self.names = names
        # Python binds the arguments.
        code = f"lambda {node.arguments}: locals()"
        self.bind = template._evaluate(code, node.position, names)

    def __call__(self, *args, **kw):
        names = {**self.names, **self.bind(*args, **kw)}
        out = []
        self.template._write(self.node.nodes, out, names)
        text = "".join(out)
        return html(text) if isinstance(self.template, HTMLTemplate) else text

    def __str__(self):
        return self()


def _split_filters(text):
    """The parts between `|` that stand outside of brackets and strings; `||` is none."""
    parts, depth, quote, begin, index = [], 0, None, 0, 0
    while index < len(text):
        char = text[index]
        if quote:
            if char == "\\":
                index += 1
            elif char == quote:
                quote = None
        elif char in "'\"":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif char == "|" and not depth and text[index + 1: index + 2] != "|" and text[index - 1: index] != "|":
            parts.append(text[begin:index])
            begin = index + 1
        index += 1
    parts.append(text[begin:])
    # A filter is a name; anything else is the operator `|`.
    if all(re.fullmatch(r"\s*[\w.]+\s*", part) for part in parts[1:]):
        return parts
    return [text]


#: Statements, which take a line that they stand alone on.
_STATEMENT = re.compile(r"(?:if|elif|for|def|inherit|default|py:)(?:\s|$|(?<=:))|(?:else|endif|endfor|enddef|continue|break)\s*:?\s*$|#")


class _Parser:
    def __init__(self, template, line_offset):
        self.template = template
        self.line_offset = line_offset
        self.tokens = _trim(list(self.split(template.content)))
        self.index = 0

    def fail(self, message, position):
        raise TemplateError(message, position, self.template.name)

    def split(self, text):
        """Texts, and pairs of code and position, in turn."""
        begin, end = self.template.delimiters
        at = 0
        while True:
            start = text.find(begin, at)
            if start < 0:
                if text.find(end, at) >= 0:
                    self.fail(f"{end} outside expression", self.place(text, text.find(end, at)))
                yield text[at:]
                return
            stray = text.find(end, at, start)
            if stray >= 0:
                self.fail(f"{end} outside expression", self.place(text, stray))
            yield text[at:start]
            stop = text.find(end, start + len(begin))
            if stop < 0:
                self.fail(f"No {end} to finish last expression", self.place(text, start))
            # A dict or a nested format may end right before the delimiter.
            while end == "}}" and text.startswith("}", stop + len(end)):
                stop += 1
            code = text[start + len(begin): stop]
            if begin in code and not code.lstrip().startswith("#"):
                self.fail(f"{begin} inside expression", self.place(text, start))
            yield code, self.place(text, start)
            at = stop + len(end)

    def place(self, text, at):
        line = text.count("\n", 0, at) + 1 + self.line_offset
        return line, at - (text.rfind("\n", 0, at) + 1) + 1

    def parse(self):
        nodes, ended = self.nodes(())
        assert ended is None
        return nodes

    def nodes(self, ends):
        """Nodes up to a statement that begins with one of these words, and that statement."""
        out = []
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            self.index += 1
            if isinstance(token, str):
                if token:
                    out.append(token)
                continue
            code, position = token
            words = code.strip().rstrip(":").split(None, 1)
            word = words[0] if words else ""
            if word in ends:
                return out, (code.strip(), position)
            if word in ("endif", "endfor", "enddef", "else", "elif"):
                self.fail(f"{word} outside of its block", position)
            node = self.node(code, position)
            if node is not None:
                out.append(node)
        if ends:
            position = self.tokens[-1][1] if isinstance(self.tokens[-1], tuple) else (1, 1)
            self.fail(f"No {{{{{ends[-1]}}}}}", position)
        return out, None

    def node(self, code, position):
        text = code.strip()
        if text.startswith("#"):
            return None
        if text.startswith("py:"):
            return _Code(position, _code_block(code.lstrip()[3:]))
        word, _, rest = text.partition(" ")
        if text.rstrip(":") == "break":
            return _Leave(position, _Break)
        if text.rstrip(":") == "continue":
            return _Leave(position, _Continue)
        makers = {"if": self.make_if, "for": self.make_for, "def": self.make_def, "default": self.make_default}
        if word in makers and rest:
            return makers[word](rest.strip(), position)
        if word == "inherit" and rest:
            return _Inherit(position, rest.strip())
        return _Value(position, text)

    def make_if(self, condition, position):
        branches = []
        condition, at = condition.rstrip(":"), position
        while True:
            nodes, (code, next_at) = self.nodes(("elif", "else", "endif"))
            branches.append((condition, at, nodes))
            word, _, rest = code.rstrip(":").partition(" ")
            if word == "endif":
                return _If(position, branches)
            condition, at = (rest.strip() if word == "elif" else None), next_at

    def make_for(self, text, position):
        text = text.rstrip(":")
        match = re.match(r"(.*?)\sin\s(.*)", text, re.DOTALL)
        if not match:
            self.fail("Bad for (no \"in\")", position)
        nodes, _ = self.nodes(("endfor",))
        return _For(position, match.group(1).strip(), match.group(2).strip(), nodes)

    def make_def(self, text, position):
        text = text.rstrip(":")
        match = re.fullmatch(r"(\w+)\s*(?:\((.*)\))?", text, re.DOTALL)
        if not match:
            self.fail(f"Bad function definition: {text}", position)
        nodes, _ = self.nodes(("enddef",))
        return _Def(position, match.group(1), match.group(2) or "", nodes)

    def make_default(self, text, position):
        name, equals, value = text.partition("=")
        if not equals or not name.strip().isidentifier():
            self.fail("Expression must be: {{default var=value}}", position)
        return _Default(position, name.strip(), value.strip())


def _code_block(code):
    """The statements of `{{py: ...}}`, without the indentation that they share."""
    lines = code.split("\n")
    if len(lines) == 1 or lines[0].strip():
        return code.strip() if len(lines) == 1 else code.lstrip() + "\n"
    import textwrap

    return textwrap.dedent("\n".join(lines[1:])) + "\n"


def _trim(tokens):
    """Takes away the rest of the lines on which only a statement stands, and blank text between such statements."""
    last = len(tokens) - 1
    # Before the first statement, and after one that took its line: blank text goes as a whole.
    may_vanish = True
    for index in range(1, last, 2):
        before, after = tokens[index - 1], tokens[index + 1]
        blank_before = may_vanish and not before.strip()
        blank_after = index + 1 == last and not after.strip()
        head = blank_before or re.search(r"\n[ \t]*$", before)
        tail = re.match(r"[ \t]*\r?\n", after)
        may_vanish = False
        if after and _STATEMENT.match(tokens[index][0].strip()) and head and (tail or blank_after):
            tokens[index - 1] = "" if blank_before else before.rstrip(" \t")
            tokens[index + 1] = "" if blank_after else after[tail.end():]
            may_vanish = True
    return tokens
