"""What `import cython` means where a module runs uncompiled."""

if __name__ == "__main__":
    from Cython.Compiler.Main import setuptools_main

    setuptools_main()
else:
    import sys

    from Cython import Shadow

    # One module under both names, so that state such as imported submodules is one.
    sys.modules[__name__] = Shadow
