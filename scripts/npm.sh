#!/bin/sh
# npm, from wherever there is a Node of version 20 or newer; where there is none, from PyPI into .venv.
set -eu
cd "$(dirname "$0")/.."

new_enough() {
    command -v npm >/dev/null 2>&1 && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null
}

if ! new_enough; then
    PATH="$PWD/.venv/bin:$PATH"
    new_enough || .venv/bin/pip install -qq --require-hashes -r requirements-node.txt
fi
exec npm "$@"
