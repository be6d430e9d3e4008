"""Which names are public, and what each answers: one page a room, and the commands of the command line."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from typing import Final

import click
from pack_pages import Pages

import enforcekit
from enforcekit.cli import COMMANDS, cli

ROOMS: Final = {
    "structure": ("Records, loading, finding", "记录、读取、查找"),
    "competence": ("Who may act", "谁有权"),
    "procedure": ("The life of a case", "案件办理"),
    "inspection": ("Inspections and draws", "检查与抽取"),
    "coordination": ("The graph, requests, supervision", "协同图、请求与监督"),
    "simulation": ("What if", "仿真"),
    "indicators": ("Published figures", "公布的指标"),
    "law": ("What the law says", "法律数据"),
    "timing": ("Days and terms", "日与期限"),
    "model": ("The nouns", "记录类型"),
    "wire": ("Documents", "文档"),
    "exchange": ("Formats of others", "其他格式"),
    "errors": ("Errors and findings", "错误与问题"),
}
_HOME: Final = {"folder": "structure"}


def public_names() -> dict[str, dict[str, str]]:
    """Room → name → the path under which it is documented: the shortest one.

    >>> public_names()["competence"]["who_may"]
    'enforcekit.who_may'
    """
    rooms: dict[str, dict[str, str]] = defaultdict(dict)
    seen: set[int] = set()
    for name in enforcekit.__all__:
        if name == "__version__":
            continue
        room = enforcekit._MODULES[name].split(".")[1]
        rooms[_HOME.get(room, room)][name] = f"enforcekit.{name}"
        seen.add(id(getattr(enforcekit, name)))
    for room in ROOMS:
        module = import_module(f"enforcekit.{room}")
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name)
            if id(value) not in seen:
                rooms[room][name] = f"enforcekit.{room}.{name}"
                seen.add(id(value))
    missing = rooms.keys() - ROOMS.keys()
    assert not missing, f"rooms without a page: {missing}"
    return rooms


def pages(zh: bool) -> Pages:
    """Name and text of every page."""
    rooms = public_names()
    for room in ROOMS:
        yield room, "\n".join(_room(room, rooms[room], zh))
    yield "commands", "\n".join(_commands(zh))
    yield "index", "\n".join(_index(rooms, zh))


def _index(rooms: dict[str, dict[str, str]], zh: bool) -> Iterator[str]:
    count = sum(map(len, rooms.values()))
    yield from ("# 接口参考" if zh else "# API reference", "")
    yield (
        f"{count} 个公开名称，按问题分室；说明文字为英文，取自代码，其中的示例均由测试执行。"
        if zh
        else f"{count} public names, by the question they answer. The words come from the code, the examples in them are run by the tests."
    )
    yield from ("", "```{toctree}", *ROOMS, "commands", "```")


def _room(room: str, names: dict[str, str], zh: bool) -> Iterator[str]:
    module = import_module(f"enforcekit.{room}")
    yield from (
        f"# {ROOMS[room][zh]}: `{room}`",
        "",
        (module.__doc__ or "").strip().partition("\n\n")[0],
        "",
        "```{eval-rst}",
    )
    for name, path in sorted(names.items(), key=lambda each: each[0].lower()):
        value = getattr(import_module(path.rpartition(".")[0]), name)
        if inspect.isclass(value):
            yield from (f".. autoclass:: {path}", "   :members:", "")
        elif inspect.isfunction(value):
            yield from (f".. autofunction:: {path}", "")
        else:
            yield from (f".. autodata:: {path}", "   :no-value:", "")
    yield "```"


def _commands(zh: bool) -> Iterator[str]:
    yield from ("# 命令行" if zh else "# Commands", "")
    yield "`enforcekit COMMAND --help` 打印以下内容。" if zh else "What `enforcekit COMMAND --help` prints."
    context = click.Context(cli, info_name="enforcekit", terminal_width=100, max_content_width=100)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield from ("", f"## {name}")
        yield from _help(command, context, name)


def _help(command: click.Command, above: click.Context, name: str) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=above, terminal_width=100, max_content_width=100)
    yield from ("", "```text", command.get_help(context), "```")
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            inner = command.get_command(context, each)
            assert inner is not None
            yield from ("", f"### {name} {each}")
            yield from _help(inner, context, each)
