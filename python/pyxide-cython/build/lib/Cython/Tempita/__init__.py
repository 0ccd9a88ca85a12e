"""A small template language for sources that repeat: `{{expression}}`, `{{for}}`, `{{if}}`, `{{py:}}`, `{{def}}`."""

from Cython.Tempita._looper import looper
from Cython.Tempita._tempita import HTMLTemplate, Template, TemplateError, bunch, html, sub, sub_html

__all__ = ["HTMLTemplate", "Template", "TemplateError", "bunch", "html", "looper", "sub", "sub_html"]
