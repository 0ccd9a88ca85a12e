import os.path

from pkg import user

assert user.found == ("beside", "deep", "pkg.sub.deep", os.path.__name__), user.found
