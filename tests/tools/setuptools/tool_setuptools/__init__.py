from tool_setuptools.double import answer
