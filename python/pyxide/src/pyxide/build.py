"""A build back end (PEP 517, PEP 660) for packages that are modules to compile.

`[project]` of `pyproject.toml` describes the distribution; `[tool.pyxide]` says what is compiled:

    modules     patterns of sources, default every `.pyx` below the packages
    packages    folders that go into the wheel, default those at the top (or below `src`) that have an `__init__`
    directives  defaults of compiler directives
    arguments   further arguments of `pyxide build`
"""

import base64
import glob
import hashlib
import io
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import tomllib
import zipfile
from concurrent.futures import ThreadPoolExecutor

from pyxide import run

SOURCES = (".pyx", ".pxd", ".pxi", ".py", ".pyi", ".h", ".c", ".cpp", ".hpp")


class Project:
    """What `pyproject.toml` in the current folder says."""

    def __init__(self):
        with open("pyproject.toml", "rb") as file:
            data = tomllib.load(file)
        self.project = data.get("project", {})
        self.tool = data.get("tool", {}).get("pyxide", {})
        for key in ("name", "version"):
            if key not in self.project:
                raise SystemExit(f"pyproject.toml: [project] has no `{key}`")
        self.name = self.project["name"]
        self.version = self.project["version"]
        self.root = "src" if os.path.isdir("src") else os.curdir

    @property
    def stem(self):
        """The name as file names have it."""
        return re.sub(r"[-_.]+", "_", self.name).lower() + "-" + self.version

    def packages(self):
        found = self.tool.get("packages")
        if found:
            return [os.path.join(self.root, name) for name in found]
        entries = sorted(os.listdir(self.root))
        inits = ("__init__.py", "__init__.pyx")
        return [
            os.path.normpath(os.path.join(self.root, name))
            for name in entries
            if any(os.path.isfile(os.path.join(self.root, name, init)) for init in inits)
        ]

    def modules(self):
        patterns = self.tool.get("modules")
        if patterns is None:
            patterns = [os.path.join(package, "**", "*.pyx") for package in self.packages()]
            patterns.append(os.path.join(self.root, "*.pyx"))
        found = []
        for pattern in patterns:
            found += sorted(glob.glob(pattern, recursive=True))
        if not found:
            raise SystemExit("there is nothing to compile: [tool.pyxide] `modules` matches no source")
        return list(dict.fromkeys(os.path.normpath(path) for path in found))

    def arguments(self):
        out = ["--python", sys.executable]
        for name, value in self.tool.get("directives", {}).items():
            out += ["-X", f"{name}={value}"]
        return out + list(self.tool.get("arguments", ()))

    def metadata(self):
        """Core metadata, version 2.1."""
        lines = ["Metadata-Version: 2.1", f"Name: {self.name}", f"Version: {self.version}"]
        single = {"description": "Summary", "requires-python": "Requires-Python"}
        lines += [f"{field}: {self.project[key]}" for key, field in single.items() if key in self.project]
        for key, field in {"dependencies": "Requires-Dist", "classifiers": "Classifier"}.items():
            lines += [f"{field}: {value}" for value in self.project.get(key, ())]
        for extra, needed in self.project.get("optional-dependencies", {}).items():
            lines.append(f"Provides-Extra: {extra}")
            for requirement in needed:
                what, _, marker = requirement.partition(";")
                marker = f"({marker.strip()}) and " if marker else ""
                lines.append(f"Requires-Dist: {what.strip()}; {marker}extra == '{extra}'")
        if "keywords" in self.project:
            lines.append("Keywords: " + ",".join(self.project["keywords"]))
        for label, address in self.project.get("urls", {}).items():
            lines.append(f"Project-URL: {label}, {address}")
        readme = self.project.get("readme")
        readme = readme.get("file") if isinstance(readme, dict) else readme
        text = ""
        if readme:
            kind = "text/x-rst" if readme.endswith(".rst") else "text/markdown"
            lines.append(f"Description-Content-Type: {kind}")
            with open(readme, encoding="utf-8") as file:
                text = "\n" + file.read()
        return "\n".join(lines) + "\n" + text

    def entry_points(self):
        groups = dict(self.project.get("entry-points", {}))
        groups["console_scripts"] = self.project.get("scripts", {})
        groups["gui_scripts"] = self.project.get("gui-scripts", {})
        out = []
        for group, entries in groups.items():
            if entries:
                out.append(f"[{group}]")
                out += [f"{name} = {target}" for name, target in entries.items()]
        return "\n".join(out) + "\n" if out else ""


def _module_name(project, source):
    inside = os.path.splitext(os.path.relpath(source, project.root))[0]
    parts = inside.split(os.sep)
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def _compile(project, folder=None):
    """Builds all modules, several at once; the path below the root and the file of each."""

    def build(source):
        place = os.path.dirname(os.path.relpath(source, project.root))
        target = os.path.join(folder, place) if folder else os.path.dirname(source) or os.curdir
        os.makedirs(target, exist_ok=True)
        name = _module_name(project, source)
        command = ["build", source, "--out-dir", target, "--module-name", name, "-I", project.root]
        done = run([*command, *project.arguments()], stderr=subprocess.PIPE, text=True)
        stem = os.path.splitext(os.path.basename(source))[0] + sysconfig.get_config_var("EXT_SUFFIX")
        return done, os.path.join(place, stem), os.path.join(target, stem)

    made, status = [], 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, place, target in pool.map(build, project.modules()):
            sys.stderr.write(done.stderr)
            status = status or done.returncode
            made.append((place, target))
    if status:
        raise SystemExit(status)
    return made


def _tag():
    version = f"cp{sys.version_info.major}{sys.version_info.minor}"
    abi = version + ("t" if sysconfig.get_config_var("Py_GIL_DISABLED") else "")
    platform = re.sub(r"[-.]", "_", sysconfig.get_platform())
    return f"{version}-{abi}-{platform}"


class _Wheel:
    def __init__(self, project, folder):
        self.project = project
        self.name = f"{project.stem}-{_tag()}.whl"
        self.records = []
        self.zip = zipfile.ZipFile(os.path.join(folder, self.name), "w", zipfile.ZIP_DEFLATED)

    def add(self, name, data, mode=0o644):
        name = name.replace(os.sep, "/")
        # The earliest time that the format knows: the same input gives the same bytes.
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.external_attr = (0o100000 | mode) << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        self.zip.writestr(info, data)
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        self.records.append(f"{name},sha256={digest},{len(data)}")

    def close(self):
        info = f"{self.project.stem}.dist-info"
        for name, text in _dist_info(self.project).items():
            self.add(f"{info}/{name}", text.encode())
        self.records.append(f"{info}/RECORD,,")
        self.zip.writestr(f"{info}/RECORD", "\n".join(self.records) + "\n")
        self.zip.close()
        return self.name


def _dist_info(project):
    files = {
        "METADATA": project.metadata(),
        "WHEEL": f"Wheel-Version: 1.0\nGenerator: pyxide\nRoot-Is-Purelib: false\nTag: {_tag()}\n",
    }
    points = project.entry_points()
    if points:
        files["entry_points.txt"] = points
    return files


def _package_files(project):
    """The files of the packages, without what compilers leave there."""
    skipped = (".so", ".pyd", ".pyc", ".o", ".html", ".dep")
    for package in project.packages():
        for folder, folders, names in os.walk(package):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                if not name.endswith(skipped):
                    yield os.path.join(folder, name)


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    project = Project()
    wheel = _Wheel(project, wheel_directory)
    with tempfile.TemporaryDirectory() as folder:
        made = _compile(project, folder)
        for path in _package_files(project):
            with open(path, "rb") as file:
                wheel.add(os.path.relpath(path, project.root), file.read())
        for name, path in made:
            with open(path, "rb") as file:
                wheel.add(name, file.read(), 0o755)
    return wheel.close()


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    """Modules beside their sources, and a path file that leads there."""
    project = Project()
    _compile(project)
    wheel = _Wheel(project, wheel_directory)
    wheel.add(f"__editable__.{project.stem}.pth", (os.path.abspath(project.root) + "\n").encode())
    return wheel.close()


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    project = Project()
    name = f"{project.stem}.dist-info"
    os.makedirs(os.path.join(metadata_directory, name), exist_ok=True)
    for file, text in _dist_info(project).items():
        with open(os.path.join(metadata_directory, name, file), "w", encoding="utf-8") as out:
            out.write(text)
    return name


prepare_metadata_for_build_editable = prepare_metadata_for_build_wheel


def build_sdist(sdist_directory, config_settings=None):
    project = Project()
    name = f"{project.stem}.tar.gz"
    files = ["pyproject.toml", *project.modules(), *_package_files(project)]
    readme = project.project.get("readme")
    files += [readme] if isinstance(readme, str) else []
    files += [file for file in sorted(os.listdir()) if file.upper().startswith(("LICENSE", "LICENCE", "COPYING"))]
    beside = [path for path in glob.glob(os.path.join(project.root, "*")) if path.endswith(SOURCES)]
    with tarfile.open(os.path.join(sdist_directory, name), "w:gz") as archive:
        for path in dict.fromkeys(os.path.normpath(path) for path in [*files, *beside]):
            archive.add(path, f"{project.stem}/{path}")
        data = project.metadata().encode()
        info = tarfile.TarInfo(f"{project.stem}/PKG-INFO")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return name


def get_requires_for_build_wheel(config_settings=None):
    return []


get_requires_for_build_editable = get_requires_for_build_sdist = get_requires_for_build_wheel
