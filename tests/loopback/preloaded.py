"""What a bot's process has at hand from the start; only the server that bots are forked from imports it.

A bot does the work below when somebody first needs it: some second of a processor, which each fork would spend anew.
"""

import importlib

from babel import Locale

from bot.domain import written_language
from bot.edge.client import EXTENSIONS
from bot.patterns import compile_what_waits
from tests.loopback.running import new_catalogues

_LATER = (
    "babel.dates",
    "babel.numbers",
    "bot.domain.leaks.checking",
    "bot.storage.engine.postgres.opening",
    "numpy.random",
)
for _module in (*EXTENSIONS, *_LATER):
    importlib.import_module(_module)
new_catalogues()
written_language.warm_up()
compile_what_waits()
_ = Locale("en").territories
