#!/usr/bin/env bash
# Prepares a checkout: a virtual environment in .venv with exactly the locked packages, and the system packages
# that Qt (and, for tests, the test set-up) needs. A second run with nothing to do ends within a second.
#
#   packaging/bootstrap.sh          for people who use the desktop or the demo
#   packaging/bootstrap.sh dev      adds the checking tools
#   packaging/bootstrap.sh test     adds what the tests start: Xvfb, a keyring, PostgreSQL …
#
# Rule: system packages are installed only as root or with a sudo that asks nothing; otherwise the exact command
# is printed. Python packages come from the lock files only, each checked against its hash.
set -euo pipefail

# Found with ldd over PySide6's libraries and its xcb, Wayland and theme plug-ins; the rest of what they link
# to is in every Debian 12 or comes along as a dependency.
QT_PACKAGES="libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon0
  libxkbcommon-x11-0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
  libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libwayland-client0 libwayland-cursor0
  libwayland-egl1"
TEST_PACKAGES="at-spi2-core curl dbus fonts-dejavu-core git gnome-keyring iproute2 poppler-utils postgresql procps
  strace xauth xdotool xvfb"

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3.11 python3.12 python3.13 python3}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    fail "Python 3.11 or newer is needed (Debian 12 has it: apt-get install python3)."
}

can_make_environments() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }

wanted_packages() {
    local venv_package=""
    if [ ! -x .venv/bin/python ] && ! can_make_environments; then
        venv_package=python3-venv
    fi
    # shellcheck disable=SC2086 # the lists are split on purpose
    case $mode in
        test) echo $venv_package $QT_PACKAGES $TEST_PACKAGES ;;
        *) echo $venv_package $QT_PACKAGES ;;
    esac
}

missing_packages() {
    local name
    for name in $(wanted_packages); do
        if [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$name" 2>/dev/null)" != installed ]; then
            echo "$name"
        fi
    done
}

# RUNLEVEL=1 keeps a freshly installed PostgreSQL from being started: the tests start their own.
install_system_packages() {
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || return 0
    local missing as_root=""
    missing=$(missing_packages | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    apt_command="apt-get install -y --no-install-recommends $missing"
    if [ "$(id -u)" != 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            return 0
        fi
        as_root="sudo -n"
    fi
    say "Installing system packages: $missing"
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null || true
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 $apt_command -qq </dev/null >build/system-packages.log 2>&1 ||
        say "The system packages could not all be installed; see build/system-packages.log."
    if [ -z "$(missing_packages)" ]; then
        apt_command=""
    fi
}

make_environment() {
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then
        return
    fi
    can_make_environments || fail_with_command "Python cannot make a virtual environment here."
    say "Making the virtual environment in .venv with $python"
    "$python" -m venv --clear .venv
}

install_python_packages() {
    local lock=packaging/requirements.txt
    [ "$mode" = user ] || lock=packaging/requirements-dev.txt
    say "Installing the packages of $lock (a few hundred MB the first time)"
    .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check --require-hashes \
        --only-binary :all: --requirement "$lock" </dev/null
}

# Whether Qt really starts decides, not the list of package names: other systems name them differently.
check_qt() {
    local plugin missing
    .venv/bin/python -c 'import PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtNetwork, PySide6.QtDBus' ||
        fail_with_command "Qt cannot be loaded: system libraries are missing."
    plugin=$(.venv/bin/python -c 'import PySide6, pathlib
print(pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so")')
    missing=$(ldd "$plugin" 2>/dev/null | awk '/not found/ { print $1 }' | sort -u | tr '\n' ' ')
    [ -z "$missing" ] || fail_with_command "Qt cannot open windows: missing $missing"
}

fail_with_command() {
    if [ -n "$apt_command" ]; then
        fail "$1 Run this, then try again:
    sudo apt-get update && sudo $apt_command"
    fi
    fail "$1"
}

stamp_key() {
    cat packaging/bootstrap.sh packaging/requirements.txt packaging/requirements-dev.txt | sha256sum | cut -d' ' -f1
}

# A stamp of a larger set-up counts for the smaller ones.
is_ready() {
    local name names
    case $mode in
        user) names="user dev test" ;;
        dev) names="dev test" ;;
        *) names="test" ;;
    esac
    [ -x .venv/bin/python ] || return 1
    for name in $names; do
        if [ "$(cat ".venv/ready-$name" 2>/dev/null)" = "$key" ]; then
            return 0
        fi
    done
    return 1
}

mode=${1:-user}
case $mode in user | dev | test) ;; *) fail "usage: packaging/bootstrap.sh [user|dev|test]" ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")/.."
key=$(stamp_key)
apt_command=""
if is_ready; then exit 0; fi

mkdir -p build
exec 9>build/bootstrap.lock
flock 9
if is_ready; then exit 0; fi # another run finished while this one waited
python=$(find_python)
install_system_packages
make_environment
install_python_packages
check_qt
if [ "$mode" = test ] && [ -n "$apt_command" ]; then
    fail_with_command "Some tests need system packages that are not installed."
fi
echo "$key" >".venv/ready-$mode"
say "Ready."
