"""What a bot's process has at hand from the start; only the server that bots are forked from imports it."""

import importlib

from bot.edge.client import EXTENSIONS
from tests.loopback.running import new_catalogues

for _extension in EXTENSIONS:
    importlib.import_module(_extension)
new_catalogues()
