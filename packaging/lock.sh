#!/usr/bin/env bash
# Writes the two lock files: exact versions with hashes, for every system the project supports. Pins that are
# still allowed stay; remove a line (or run with --upgrade) to move on.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p build
[ -x build/lock/bin/uv ] || { python3 -m venv build/lock && build/lock/bin/python -m pip install --quiet 'uv>=0.9'; }

compile() {
    build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links "$@" >/dev/null
}
compile "$@" pyproject.toml --output-file packaging/requirements.txt
compile "$@" --extra dev --constraint packaging/requirements.txt pyproject.toml --output-file packaging/requirements-dev.txt
