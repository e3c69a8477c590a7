"""Data classes whose methods are not compiled before they are used.

Python writes six methods for a frozen data class as text and compiles each when the class is made: with more than two
hundred classes that was the largest part of a start. Here what is the same for all is shared, and `__init__` is
compiled for the first instance.
"""

from __future__ import annotations

import dataclasses
import reprlib
from collections.abc import Callable, Sequence
from dataclasses import MISSING, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass"]

_Made = TypeVar("_Made", bound=type[Any])

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(made=None, /, *, frozen=False, eq=True, **options):
        """`dataclasses.dataclass`; a frozen one costs a tenth of the time to make, and is the same to all who use it.

        Raises TypeError for fields and methods that only the original knows what to do with.
        """
        if not frozen:
            return dataclasses.dataclass(made, eq=eq, **options)

        def make(plain):
            return _frozen(dataclasses.dataclass(init=False, repr=False, eq=False, **options)(plain), eq=eq)

        return make if made is None else make(made)


def _frozen(made: _Made, *, eq: bool) -> _Made:
    fields = dataclasses.fields(made)
    if hasattr(made, "__post_init__") or not all(field.init and field.repr for field in fields):
        raise TypeError(f"{made.__name__} needs dataclasses.dataclass: it has __post_init__, or fields set otherwise")
    methods: dict[str, Any] = {"__init__": _late_init(made), "__repr__": _repr}
    if eq:
        compared = [field.name for field in fields if field.compare]
        hashed = [field.name for field in fields if (field.compare if field.hash is None else field.hash)]
        methods |= {"__eq__": _eq(_values(compared)), "__hash__": _hash(_values(hashed))}
    # What a class says itself stays; beside an __eq__ of its own Python has set __hash__ to None.
    methods = {name: method for name, method in methods.items() if made.__dict__.get(name) is None}
    for name, method in {**methods, **_SHARED}.items():
        setattr(made, name, method)
    return made


def _late_init(made: type[Any]) -> Callable[..., None]:
    def __init__(self: object, *args: object, **named: object) -> None:  # noqa: N807 (it stands for the method)
        init = made.__init__ = _compiled_init(made)  # from now on nothing stands in between
        init(self, *args, **named)

    return __init__


def _compiled_init(made: type[Any]) -> Callable[..., None]:
    """`__init__` with a parameter for each field, as `dataclasses` would write it."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": MISSING}
    parameters: dict[bool, list[str]] = {False: [], True: []}
    body: list[str] = []
    for place, field in enumerate(dataclasses.fields(made)):
        parameter, value = field.name, field.name
        if field.default is not MISSING:
            known[f"_default{place}"] = field.default
            parameter += f"=_default{place}"
        elif field.default_factory is not MISSING:
            known[f"_make{place}"] = field.default_factory
            parameter += "=_MISSING"
            value = f"_make{place}() if {field.name} is _MISSING else {field.name}"
        parameters[field.kw_only is True].append(parameter)
        body.append(f" _set(_self, {field.name!r}, {value})")
    named = ["*", *parameters[True]] if parameters[True] else []
    exec(  # noqa: S102 (of names that stand in our own classes)
        f"def __init__({', '.join(['_self', *parameters[False], *named])}):\n" + "\n".join(body or [" pass"]), known
    )
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _values(names: Sequence[str]) -> Callable[[Any], Any]:
    """What gets the values of these fields, all at once."""
    return attrgetter(*names) if names else lambda _one: ()


def _eq(values: Callable[[Any], Any]) -> Callable[[Any, Any], bool]:
    def __eq__(self: Any, other: Any) -> bool:  # noqa: N807
        return bool(values(self) == values(other)) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash(values: Callable[[Any], Any]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807
        return hash((values(self),))

    return __hash__


@reprlib.recursive_repr()
def _repr(self: Any) -> str:
    shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self))
    return f"{self.__class__.__qualname__}({shown})"


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_SHARED = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
