"""The shape of the project, checked: who may include or import whom, and that no file is forgotten.

The folders of `include/intercoder` form a star. `core` knows nobody, its siblings know `core` only, `report` stands on
all of them, Python stands on top. Run from anywhere: `python tests/layers.py`; exits with 1 and a line for each fault.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

SIBLINGS = {"agreement", "scores", "unitizing", "codebooks", "inference", "io"}
MAY_INCLUDE = {"core": {"core"}, "report": {"core", "report"} | SIBLINGS}
MAY_INCLUDE |= {folder: {"core", folder} for folder in SIBLINGS}
# Files of src/ that are not named after their folder.
COMPILED_AS = {"distributions.cpp": "inference"}
UMBRELLA = "include/intercoder/intercoder.hpp"
MAY_INCLUDE_UMBRELLA = {"core"} | SIBLINGS - {"io"}

# A heavy dependency and the one place where it may be included.
BEHIND = {
    "boost/": ("include/intercoder/inference/distributions-inl.hpp",),
    "pugixml": ("src/io/",),
    "unzip.h": ("src/io/",),
    "zip.h": ("src/io/",),
    "zlib.h": ("src/io/",),
    "nlohmann/": ("src/io/", "src/report/"),
}

# What `import intercoder` may load besides the standard library; everything else is imported where it is used.
IMPORTED = {"numpy", "narwhals", "typer", "rich", "jinja2"}

MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:home|root|Users|work|mnt|media)/[\w.]")


def relative(path: Path) -> str:
    """Name a file as the messages do: from the project's root, with slashes."""
    return path.relative_to(ROOT).as_posix()


def on_disk(*patterns: str) -> list[Path]:
    """List the files that match any of the patterns, in order, without caches."""
    return sorted(p for pattern in patterns for p in ROOT.glob(pattern) if "__pycache__" not in p.parts)


def includes(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line number and target of each #include."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if match := re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line):
            yield number, match[1]


def folder_of(path: Path) -> str | None:
    """Name the layer that a C++ file of include/ or src/ belongs to; None for a file above the folders."""
    parts = path.relative_to(ROOT).parts
    inner = parts[2:] if parts[0] == "include" else parts[1:]
    if len(inner) > 1:
        return inner[0]
    return COMPILED_AS.get(inner[0], inner[0].removesuffix(".cpp") if parts[0] == "src" else None)


def check_includes() -> Iterator[str]:
    """C++: every arrow is one the star draws, and heavy libraries stay behind their door."""
    for path in on_disk("include/**/*.hpp", "src/**/*.hpp", "src/**/*.cpp"):
        name = relative(path)
        folder = folder_of(path)
        allowed = MAY_INCLUDE_UMBRELLA if name == UMBRELLA else MAY_INCLUDE.get(folder or "", set())
        if folder is not None and folder not in MAY_INCLUDE:
            yield f"{name}: folder '{folder}' is not a layer; expected one of {', '.join(sorted(MAY_INCLUDE))}"
            continue
        for line, target in includes(path):
            parts = target.split("/")
            if ".." in parts:
                yield f"{name}:{line}: includes '{target}'; expected a path from the include root, without '..'"
            if parts[0] == "intercoder" and len(parts) == 3 and parts[1] not in allowed:
                expected = ", ".join(sorted(allowed)) or "nothing"
                yield f"{name}:{line}: {folder or name} includes '{target}'; it may include {expected}"
            if target == "intercoder/intercoder.hpp":
                yield f"{name}:{line}: includes the umbrella header; expected the headers that are used"
            if parts[0] == "intercoder" and not (ROOT / "include" / target).is_file():
                yield f"{name}:{line}: includes '{target}', which does not exist"
            for start, places in BEHIND.items():
                if target.removeprefix("minizip/").startswith(start) and not name.startswith(places):
                    yield f"{name}:{line}: includes '{target}'; only {' and '.join(places)} may"


def listed() -> dict[str, list[str]]:
    """Read the lists of cmake/files.cmake."""
    text = re.sub(r"#.*", "", (ROOT / "cmake/files.cmake").read_text(encoding="utf-8"))
    return {name: body.split() for name, body in re.findall(r"set\((INTERCODER_\w+)([^)]*)\)", text)}


def check_listed() -> Iterator[str]:
    """Every C++ file is named in cmake/files.cmake, once, and every name is a file."""
    lists = listed()
    names = [name for body in lists.values() for name in body]
    patterns = ("include/**/*.hpp", "src/**/*.[ch]pp", "tests/**/*.[ch]pp", "bench/**/*.[ch]pp", "python/**/*.[ch]pp")
    own_build = ("tests/consumer/",)
    there = [relative(p) for p in on_disk(*patterns) if not relative(p).startswith(own_build)]
    for name in there:
        if name not in names:
            yield f"{name}: not in cmake/files.cmake"
    for name in sorted(set(names)):
        if name not in there:
            yield f"cmake/files.cmake: names '{name}', which does not exist"
        if names.count(name) > 1:
            yield f"cmake/files.cmake: names '{name}' {names.count(name)} times"
    for name in lists["INTERCODER_HEADERS"]:
        if name.startswith(("include/intercoder/io/", "include/intercoder/report/")):
            yield f"cmake/files.cmake: '{name}' belongs into INTERCODER_IO_HEADERS"


def run_at_import(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the imports that run when a module is imported: not those in functions or under TYPE_CHECKING."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting.extend(node.orelse)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def imported_modules(path: Path, modules: dict[str, Path]) -> Iterator[tuple[int, str]]:
    """Yield line and full name of each module that `path` imports when it is imported itself."""
    package = ".".join(path.relative_to(ROOT / "python").parent.parts)
    for node in run_at_import(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
            continue
        base = package.rsplit(".", node.level - 1)[0] if node.level > 1 else package
        origin = ".".join(filter(None, (base, node.module))) if node.level else str(node.module)
        for alias in node.names:
            inner = f"{origin}.{alias.name}"
            yield node.lineno, inner if inner in modules else origin


def check_imports() -> Iterator[str]:
    """Python: light to import, without circles, and the command line on top."""
    modules = {}
    for path in on_disk("python/intercoder/**/*.py", "python/intercoder/**/*.pyi"):  # the extension has a .pyi only
        parts = path.relative_to(ROOT / "python").with_suffix("").parts
        modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    arrows: dict[str, set[str]] = {module: set() for module in modules}
    for module, path in modules.items():
        for line, target in imported_modules(path, modules):
            top = target.partition(".")[0]
            if top == "intercoder":
                if target in modules and target != module:
                    arrows[module].add(target)
                if target == "intercoder.cli" and module != "intercoder.__main__":
                    yield f"{relative(path)}:{line}: imports intercoder.cli; only __main__ may"
            elif top not in IMPORTED and top not in sys.stdlib_module_names:
                yield f"{relative(path)}:{line}: imports '{top}' at the top; expected inside the function that needs it"
    # Peel off modules that import nothing that is left; what remains when none can be peeled is a circle.
    while free := [module for module, targets in arrows.items() if not targets]:
        arrows = {m: targets - set(free) for m, targets in arrows.items() if m not in free}
    if arrows:
        yield "python/intercoder: modules import each other in a circle: " + ", ".join(sorted(arrows))


def check_paths() -> Iterator[str]:
    """No file names a folder of one machine."""
    text = ("*.md", "*.toml", "*.json", "*.txt", "Makefile", ".ci/*", "CITATION.cff")
    text += tuple(f"{top}/**/*.*" for top in ("include", "src", "python", "bench", "tests", "docs", "cmake"))
    for path in on_disk(*text):
        try:
            lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        except UnicodeDecodeError:
            continue  # not a text file
        for number, line in enumerate(lines, 1):
            if match := MACHINE_PATH.search(line):
                yield f"{relative(path)}:{number}: holds a path of one machine, '{match[0]}...'"


def main() -> int:
    """Run all checks and print what is wrong."""
    faults = [fault for check in (check_includes, check_listed, check_imports, check_paths) for fault in check()]
    for fault in faults:
        print(fault)
    print(f"layers: {len(faults)} faults" if faults else "layers: as drawn")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
