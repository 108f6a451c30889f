"""Where the options that nobody typed come from: the environment, files, the program.

A flag wins over TIMELINE_* in the environment, that over the file of --config, then
./timeline.toml, then [tool.timeline] in ./pyproject.toml, then the user's own file.
"""

from __future__ import annotations

import datetime
import difflib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from timeline.errors import UsageError

# A folder can come from anybody: its own file must not say what code is run or what is written.
NOT_FROM_A_FOLDER = frozenset({"schema", "output", "save-text", "log-file", "loss-json"})
_NEVER = frozenset({"help", "version", "config", "install-completion", "show-completion"})

Path_ = tuple[str, ...]  # of a command: ("models", "pull"); () is what stands before all commands


class Option(NamedTuple):
    """An option that can be set."""

    command: Path_
    name: str  # long, without dashes in front: "min-confidence"
    parameter: Any  # as typer knows it


class Setting(NamedTuple):
    """A value and where it was set."""

    value: object
    source: str


class Layer(NamedTuple):
    """One place that sets options. `values`: "lang" for every command, "extract.lang" for one."""

    source: str
    values: Mapping[str, object]


def options(command: Any, path: Path_ = ()) -> Iterator[Option]:
    """Every option of a command and of those below it."""
    for parameter in command.params:
        long = [name for name in getattr(parameter, "opts", ()) if name.startswith("--")]
        if parameter.param_type_name == "option" and long:
            name = long[0].removeprefix("--")
            if name not in _NEVER:
                yield Option(path, name, parameter)
    for name, below in getattr(command, "commands", {}).items():
        yield from options(below, (*path, name))


def layers(config: Path | None, environ: Mapping[str, str], folder: Path) -> list[Layer]:
    """The places that set options, the strongest first. UsageError for a file that is no TOML."""
    values = {key: value for key, value in environ.items() if key.startswith("TIMELINE_")}
    found = [Layer("environment", values)]
    if config is not None:
        found.append(Layer(str(config), _file(config, needed=True)))
    here, project = folder / "timeline.toml", folder / "pyproject.toml"
    found.append(Layer("./timeline.toml", _of_folder("./timeline.toml", _file(here))))
    inside = _file(project, table=("tool", "timeline"))
    name = "./pyproject.toml [tool.timeline]"
    found.append(Layer(name, _of_folder(name, inside)))
    found.append(Layer(str(user_file()), _file(user_file())))
    return [layer for layer in found if layer.values]


def user_file() -> Path:
    import platformdirs

    return Path(platformdirs.user_config_dir("timeline")) / "config.toml"


def settings(known: Sequence[Option], given: Sequence[Layer]) -> dict[tuple[Path_, str], Setting]:
    """What is set, by command and option. UsageError for a name that no command has."""
    chosen: dict[tuple[Path_, str], Setting] = {}
    used: set[tuple[str, str]] = set()
    for option in known:
        for layer in given:
            for key in _keys(option, environment=layer.source == "environment"):
                if layer.values.get(key) in (None, ""):
                    continue
                used.add((layer.source, key))
                source = key if layer.source == "environment" else layer.source
                chosen.setdefault(
                    (option.command, option.name),
                    Setting(_value(layer.values[key], option, source), source),
                )
    for layer in given:
        for key in () if layer.source == "environment" else layer.values:
            if (layer.source, key) not in used:
                raise UsageError(_unknown(layer.source, key, known))
    return chosen


def apply(context: Any, config: Path | None, environ: Mapping[str, str]) -> None:
    """Give the commands below the root their settings, and the root its own.

    `context` is the root's. What was typed stays.
    """
    known = list(options(context.command))
    chosen = settings(known, layers(config, environ, Path.cwd()))
    context.obj = chosen
    context.default_map = default_map(chosen, known)
    for option in known:
        setting = chosen.get((option.command, option.name))
        if setting is None or option.command:
            continue
        name = option.parameter.name
        if context.get_parameter_source(name).name != "COMMANDLINE":
            context.params[name] = option.parameter.process_value(context, setting.value)


def default_map(chosen: Mapping[tuple[Path_, str], Setting], known: Sequence[Option]) -> Any:
    """The settings as typer wants them: by command, then by the name of the parameter."""
    whole: dict[str, Any] = {}
    for option in known:
        setting = chosen.get((option.command, option.name))
        if setting is not None:
            inside = whole
            for name in option.command:
                inside = inside.setdefault(name, {})
            inside[option.parameter.name] = setting.value
    return whole


def _keys(option: Option, *, environment: bool) -> tuple[str, str]:
    """What an option is called in a place: for its command, and for all of them."""
    if environment:
        own = "_".join(("TIMELINE", *option.command, option.name))
        return own.upper().replace("-", "_"), f"TIMELINE_{option.name.upper().replace('-', '_')}"
    return ".".join((*option.command, option.name)), option.name


def _value(value: object, option: Option, source: str) -> object:
    if isinstance(value, (dict, datetime.time)):
        raise UsageError(f"{source}: {option.name}: give a text, number, date, true or false")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if getattr(option.parameter, "multiple", False) and not isinstance(value, list):
        return [part.strip() for part in str(value).split(",")]
    return value


def _file(path: Path, *, table: Sequence[str] = (), needed: bool = False) -> dict[str, object]:
    """The settings of a file, flat: {"lang": "de", "extract.undated": "drop"}."""
    try:
        said: Any = tomllib.loads(path.read_bytes().decode())
    except (FileNotFoundError, NotADirectoryError) as error:
        if needed:
            raise UsageError(f"--config {path}: there is no such file; check the path") from error
        return {}
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); fix or remove it") from error
    except ValueError as error:
        if table and not needed:
            return {}  # a pyproject.toml that is broken is not ours to judge
        raise UsageError(f"{path}: not TOML ({error}); fix or remove it") from error
    for name in table:
        said = said.get(name, {})
        if not isinstance(said, dict):
            return {}
    return dict(_flat(said, ""))


def _flat(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        name = prefix + key.replace("_", "-")
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.")
        else:
            yield name, value


def _of_folder(source: str, values: dict[str, object]) -> dict[str, object]:
    for key in values:
        if key.rpartition(".")[2] in NOT_FROM_A_FOLDER:
            raise UsageError(
                f"{source}: {key} is not taken from a folder, which anybody may have made; "
                "pass it as a flag, or in a file with --config"
            )
    return values


def _unknown(source: str, key: str, known: Sequence[Option]) -> str:
    names = sorted({name for option in known for name in _keys(option, environment=False)})
    close = difflib.get_close_matches(key, names, n=1)
    hint = f"did you mean {close[0]}?" if close else "see `timeline config show`"
    return f"{source}: there is no option {key}; {hint}"
