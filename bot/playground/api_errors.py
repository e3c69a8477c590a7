"""Discord's error answers: a status, a numeric code, a message, and for forms a tree of errors."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """An answer other than success, in Discord's shape."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Json:
        """The JSON body that Discord would send."""
        body: Json = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body


# Discord's codes for "Unknown …", by what is unknown.
_UNKNOWN = {
    "Account": 10001, "Application": 10002, "Channel": 10003, "Guild": 10004, "Member": 10007, "Message": 10008,
    "Permission Overwrite": 10009, "Role": 10011, "User": 10013, "Emoji": 10014, "Webhook": 10015, "Ban": 10026,
    "interaction": 10062, "application command": 10063, "application command permissions": 10066,
    "Guild Scheduled Event": 10070,
}  # fmt: skip


def unknown(what: str) -> ApiError:
    """404 "Unknown …"; `what` is one of Discord's nouns."""
    return ApiError(404, _UNKNOWN[what], f"Unknown {what}")


def missing_access() -> ApiError:
    """The channel or server exists, but the actor cannot see it."""
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    """The actor sees it, but may not do this there."""
    return ApiError(403, 50013, "Missing Permissions")


def unauthorized() -> ApiError:
    """No token, or a wrong one."""
    return ApiError(401, 0, "401: Unauthorized")


def not_found() -> ApiError:
    """The route does not exist."""
    return ApiError(404, 0, "404: Not Found")


def bad_json() -> ApiError:
    """The body is not JSON."""
    return ApiError(400, 50109, "The request body contains invalid JSON.")


def refused(code: int, message: str, *, status: int = 400) -> ApiError:
    """Any other refusal that has its own code."""
    return ApiError(status, code, message)
