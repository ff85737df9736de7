# The image of the web and worker services. Build it from the root of the tree: docker build --tag parvis .

FROM node:20-bookworm-slim AS packages
WORKDIR /packages
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM python:3.11-slim-bookworm
ENV DJANGO_SETTINGS_MODULE=portal.settings.production \
    PARVIS_VAR=/var/lib/parvis \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/srv/parvis/static-files
WORKDIR /srv/parvis

# In layers of their own, so that a change of the code installs nothing anew.
COPY requirements.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes --no-deps --requirement requirements.txt
COPY --from=packages /packages/node_modules node_modules
COPY . .

# The catalogues and the static files belong to the image; what is written while it runs belongs to the volume.
# The keys are only asked for: nothing that is built here is signed with them.
RUN python bin/catalogues compile \
    && SECRET_KEY=build RECEIPT_KEY=build python manage.py collectstatic --no-input \
    && useradd --system --user-group --no-create-home parvis \
    && install --directory --owner=parvis --group=parvis /var/lib/parvis
USER parvis
VOLUME /var/lib/parvis
EXPOSE 8000

# The access log stays off: addresses of visitors belong in no log, and the proxy keeps one without them.
CMD ["gunicorn", "portal.wsgi", "--bind=0.0.0.0:8000", "--workers=3", "--threads=4", "--timeout=60", \
     "--no-control-socket", "--worker-tmp-dir=/dev/shm", "--max-requests=5000", "--max-requests-jitter=500"]
