"""The shape of the source: what stands where, how large a file grows, and who may write."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "audit_tools", "reports")
LONGEST_FILE = 400
TRANSACTION = ROOT / "app" / "operations" / "transaction.py"


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def trees(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sources(*folders):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.Module, name: str) -> bool:
    """Whether a function or method of this name is called anywhere."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(
        (isinstance(one, ast.Attribute) and one.attr == name)
        or (isinstance(one, ast.Name) and one.id == name)
        for one in called
    )


def imported(tree: ast.Module) -> Iterator[str]:
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def has_routes(tree: ast.Module) -> bool:
    """Whether a file has addresses of its own."""
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Routes"
        for node in ast.walk(tree)
    )


def test_no_file_is_too_long_to_be_read_at_once() -> None:
    lengths = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in sources(*PACKAGES)}
    too_long = {str(p.relative_to(ROOT)): n for p, n in lengths.items() if n > LONGEST_FILE}
    assert too_long == {}


def test_a_transaction_is_committed_in_one_place() -> None:
    assert [path for path, tree in trees("app") if calls(tree, "commit")] == [TRANSACTION]


def test_only_operations_ask_for_a_session_that_writes() -> None:
    assert [path for path, tree in trees("app") if calls(tree, "writing")] == [TRANSACTION]


def test_nothing_is_printed() -> None:
    """What a command says goes through click, which knows whether anybody reads."""
    assert [path for path, tree in trees(*PACKAGES, "migrations") if calls(tree, "print")] == []


def test_an_address_knows_no_database() -> None:
    with_routes = [(path, tree) for path, tree in trees("app/web") if has_routes(tree)]
    assert len(with_routes) > 10
    knowing = [
        path for path, tree in with_routes if any("sqlalchemy" in name for name in imported(tree))
    ]
    assert knowing == []


@pytest.mark.parametrize("folder", ["app/web", "app/cli"])
def test_pages_and_commands_select_nothing_themselves(folder: str) -> None:
    names = {"select", "insert", "update", "delete", "text"}
    for path, tree in trees(folder):
        taken = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
            for alias in node.names
        }
        assert not taken & names, path


def test_no_test_module_leans_on_another() -> None:
    """What several need stands in a module of its own, so that each can be read and run alone."""
    leaning = [
        f"{path.relative_to(ROOT)}: {module}"
        for path, tree in trees("tests")
        for module in imported(tree)
        if module.rpartition(".")[2].startswith("test_")
    ]
    assert leaning == []
