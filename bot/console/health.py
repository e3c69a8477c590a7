"""`linger health`: asks the bot that runs here whether it is well; for containers and scripts."""

from __future__ import annotations

import argparse
import json
import urllib.error
import urllib.request
from http import HTTPStatus
from http.client import HTTPException

from bot import log
from bot.console.places import add_env_file
from bot.errors import StartError
from bot.i18n import _, in_turn
from bot.settings import Settings

_PATIENCE_S = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take where the settings are, in which the running bot says where it answers."""
    add_env_file(parser)


def run(options: argparse.Namespace) -> int:
    """0 if it is well, 1 with the reasons if not. Raises StartError where it cannot be asked for want of a port."""
    log.configure("ERROR")
    settings = Settings.load(env_file=options.env_file)
    if not settings.metrics_port:
        raise StartError(_("METRICS_PORT is off, so nobody answers. Set it, such as METRICS_PORT=9464."))
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.metrics_host, settings.metrics_host)  # noqa: S104
    try:
        reasons = _ask(f"http://{f'[{host}]' if ':' in host else host}:{settings.metrics_port}/healthz")
    except OSError as error:
        print(_("nobody answers on port {port}: {reason}", port=settings.metrics_port, reason=error))
        return 1
    except (ValueError, KeyError, TypeError, HTTPException):
        print(_("another program than Linger answers on port {port}", port=settings.metrics_port))
        return 1
    print(in_turn(reasons) if reasons else _("well"))
    return 1 if reasons else 0


def _ask(address: str) -> list[str]:
    """What ails the bot that answers there. Raises OSError where nobody does, and others where it is no Linger."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # no proxy leads to this machine
    try:
        with opener.open(address, timeout=_PATIENCE_S) as answer:
            said = json.load(answer)
    except urllib.error.HTTPError as error:
        if error.code != HTTPStatus.SERVICE_UNAVAILABLE:
            raise ValueError(str(error)) from None
        said = json.load(error)
    return [str(reason) for reason in said["reasons"]]
