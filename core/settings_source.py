"""Reads settings.yaml, `.env` and the environment into `Settings`, or says in one sentence what is wrong."""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from dotenv import dotenv_values
from pydantic import SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsError,
)

from core.errors import CannotStart
from core.model_settings import Remote
from core.settings import PREFIX, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails


def load(
    file: Path | None = None, overrides: Mapping[str, Any] | None = None, env_file: Path = Path(".env")
) -> Settings:
    """Settings from `file` (default settings.yaml where it exists), `.env`, the environment and `overrides`.

    Raises CannotStart with one sentence: what is wrong, where, what to do.
    """
    _take_env_file(env_file)
    _refuse_unknown_variables()
    if "DATABASE_URL" in os.environ:
        os.environ.setdefault(f"{PREFIX}DATABASE", os.environ["DATABASE_URL"])
    path = file or Path("settings.yaml")
    raw = _read_yaml(path, must_exist=file is not None)

    try:
        settings = _built(overrides or {}, raw)
    except ValidationError as error:
        raise CannotStart(_sentence(error.errors(), path)) from error
    except SettingsError as error:
        raise CannotStart(
            f"{_variables_of(str(error))} in the environment cannot be read: a list or a group of settings "
            'is written as JSON, for example ["offline"]; correct or unset it'
        ) from error
    return _with_keys(settings)


def isolated(values: Mapping[str, Any]) -> Settings:
    """Settings from `values` alone: no file, no `.env`, no environment."""
    return _built(values, None)


def env_file_warning(env_file: Path = Path(".env")) -> str | None:
    """A sentence when others on this machine can read the `.env` file."""
    if os.name == "posix" and env_file.is_file() and env_file.stat().st_mode & 0o077:
        return f"{env_file} can be read by other users of this machine; run: chmod 600 {env_file}"
    return None


def _built(values: Mapping[str, Any], file: dict[str, Any] | None) -> Settings:
    """`values` win over the environment, and that over `file`; without `file` `values` stand alone."""

    class Sourced(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            del dotenv_settings, file_secret_settings  # `.env` is in the environment by now
            if file is None:
                return (init_settings,)
            return init_settings, env_settings, InitSettingsSource(settings_cls, file)

    return Sourced(**dict(values))


def _take_env_file(env_file: Path) -> None:
    """Adds what `.env` says to the environment; a variable that is already set wins."""
    if not env_file.is_file():
        return
    try:
        values = dotenv_values(env_file)
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(f"{env_file} cannot be read ({error}); correct it or remove it") from error
    for name, value in values.items():
        if value is not None:
            os.environ.setdefault(name, value)


def _refuse_unknown_variables() -> None:
    known = {name.upper() for name in Settings.model_fields}
    for variable in sorted(os.environ):
        if variable.upper().startswith(PREFIX):
            first = variable.upper().removeprefix(PREFIX).split("__")[0]
            if first not in known:
                hint = _did_you_mean(first, known)
                raise CannotStart(
                    f"the environment variable {variable} is not a setting of Switchboard{hint}; "
                    "correct or unset it"
                )


def _read_yaml(path: Path, *, must_exist: bool) -> dict[str, Any]:
    if not path.exists() and not must_exist:
        return {}
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(f"{path} cannot be read ({error}); check its name and permissions") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "not valid YAML"
        raise CannotStart(f"{path}{where}: {problem}; correct the file") from error
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise CannotStart(
            f"{path} must hold settings as `name: value` lines, not a {type(raw).__name__}; correct the file"
        )
    return raw


def _sentence(errors: list[ErrorDetails], path: Path) -> str:
    first = errors[0]
    steps = [str(step) for step in first["loc"]]
    variable = PREFIX + "__".join(steps).upper()
    source = f"environment variable {variable}" if variable in os.environ else f"{path}: {'.'.join(steps)}"
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    if first["type"] == "extra_forbidden":
        hint = _did_you_mean(steps[-1], _siblings(steps))
        return f"{source} is not a setting of Switchboard{hint}; correct or remove it{more}"
    said = first["msg"].removeprefix("Value error, ")
    place = source if steps else str(path)
    return f"{place}: {said}; correct or remove it{more}"


def _variables_of(complaint: str) -> str:
    """The variables behind pydantic-settings' words, which name only the field."""
    field = re.search(r'field "(\w+)"', complaint)
    start = PREFIX + (field[1].upper() if field else "")
    return ", ".join(sorted(name for name in os.environ if name.upper().startswith(start))) or start


def _siblings(steps: list[str]) -> set[str]:
    model: Any = Settings
    for step in steps[:-1]:
        field = getattr(model, "model_fields", {}).get(step)
        if field is None:
            return set()
        model = field.annotation
    return set(getattr(model, "model_fields", {}))


def _did_you_mean(word: str, known: set[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f" (did you mean {close[0]}?)" if close else ""


def _with_keys(settings: Settings) -> Settings:
    """Fills in the keys of the providers that the chain uses, from the variables they name."""
    providers = dict(settings.llm.providers)
    for name in settings.llm.used:
        provider = providers[name]
        if not isinstance(provider, Remote):
            continue
        if provider.api_key is not None:
            raise CannotStart(
                f"llm.providers.{name}.api_key: keys do not belong into settings; "
                "put the key into the environment and name the variable in api_key_env"
            )
        if provider.api_key_env is not None:
            providers[name] = provider.model_copy(update={"api_key": _secret(provider.api_key_env, name)})
    llm = settings.llm.model_copy(update={"providers": providers})
    return settings.model_copy(update={"llm": llm})


def secret(variable: str) -> SecretStr | None:
    """What a variable of the environment, or the file that `…_FILE` names, holds; None: nothing."""
    file = os.environ.get(f"{variable}_FILE")
    value = os.environ.get(variable)
    if file:
        try:
            value = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise CannotStart(
                f"{variable}_FILE names {file}, which cannot be read ({error}); correct it"
            ) from error
    return SecretStr(value) if value else None


def _secret(variable: str, provider: str) -> SecretStr:
    value = secret(variable)
    if value is None:
        raise CannotStart(
            f"the provider {provider!r} in llm.chain has no key: set {variable} (or {variable}_FILE) "
            f"in the environment or in .env, or take {provider!r} out of llm.chain"
        )
    return value
