#!/bin/sh
# `linger …` in the container, from wherever one stands.
PYTHONPATH=/opt/linger/app exec /opt/linger/bin/python -m bot "$@"
