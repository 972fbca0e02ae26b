# One image for web, worker, beat and migrations; docker-compose.yml says which command each runs.
FROM python:3.12-slim-bookworm AS build
WORKDIR /app
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock ./
RUN python -m venv .venv && .venv/bin/pip install --require-hashes -r requirements.lock
COPY . .
RUN .venv/bin/python -m dvpp.stack styles \
    && DVPP_COLLECT=1 .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf node_modules .data

FROM python:3.12-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --home-dir /app --shell /usr/sbin/nologin dvpp \
    && install -d -o dvpp -g dvpp -m 0700 /data /backups
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DVPP_MODE=production DVPP_DATA=/data
USER dvpp
EXPOSE 8000
CMD ["gunicorn", "--config", "python:dvpp.serving", "dvpp.wsgi", "--bind", "0.0.0.0:8000", "--no-control-socket"]
