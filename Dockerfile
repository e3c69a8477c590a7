# The bot in a container: `docker compose up --build` (compose.yaml, docs/operators.md).
ARG PYTHON=3.13
FROM python:${PYTHON}-slim-bookworm AS build
COPY requirements/runtime.txt /build/requirements.txt
RUN python3 -m venv /opt/linger \
 && /opt/linger/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement /build/requirements.txt
COPY bot /opt/linger/app/bot
COPY cogs /opt/linger/app/cogs
COPY data/catalogue /opt/linger/app/data/catalogue
COPY LICENSE NOTICE /opt/linger/app/
COPY licenses /opt/linger/app/licenses
COPY deploy/linger.sh /opt/linger/bin/linger
RUN chmod 755 /opt/linger/bin/linger \
 && /opt/linger/bin/python -m compileall -q /opt/linger/app

FROM python:${PYTHON}-slim-bookworm
# Letters of titles that pictures are drawn with: Han, kana and Hangul, and Thai.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends fonts-noto-cjk fonts-thai-tlwg \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin linger \
 && install -d -o linger -g linger -m 700 /data
COPY --from=build /opt/linger /opt/linger
ENV PATH=/opt/linger/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    DATABASE_PATH=/data/linger.sqlite3 \
    METRICS_PORT=9464
USER linger
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=60s --timeout=10s --start-period=120s CMD ["linger", "health"]
ENTRYPOINT ["linger"]
CMD ["run"]
