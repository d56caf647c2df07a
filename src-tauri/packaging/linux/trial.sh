#!/usr/bin/env bash
# Installs a package on a clean root, starts the installed program on a virtual screen, opens the sample archive, and removes
# the package again. Run as root by `cargo xtask package --trial` as
#
#   unshare --mount --propagation unchanged --pid --fork trial.sh ROOT PACKAGE OUTPUT
#
# ROOT is a root made by debootstrap with the programs of `trial.rs` in it; PACKAGE a .deb or an .rpm; OUTPUT a folder for
# the picture of the screen and the program's log. Everything that is mounted is mounted in the namespace of this script and
# is gone with it: nothing of the machine is ever visible below ROOT from outside.
set -euo pipefail

root=$(realpath "$1") package=$(realpath "$2") output=$(realpath "$3")
kind=${package##*.}
say() { printf '  %s\n' "$*"; }
fail() { printf 'trial of %s: %s\n' "$(basename "$package")" "$*" >&2; exit 1; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
reader() { inside runuser -u reader -- env HOME=/home/reader DISPLAY=:77 XDG_RUNTIME_DIR=/run/reader \
  NO_AT_BRIDGE=1 WEBKIT_DISABLE_COMPOSITING_MODE=1 WEBKIT_DISABLE_DMABUF_RENDERER=1 LIBGL_ALWAYS_SOFTWARE=1 "$@"; }

# What is searched is read whole first: a search that ends at its find breaks the pipe of a program still writing, which would
# count as that program's failure.
has_window() { grep -q '"Bayan"' <<<"$(reader xwininfo -root -tree 2>/dev/null)"; }

# What is mounted here must not be seen outside. Where / is no mount, as in a root that was itself changed to, the clean root
# is made one.
if ! mount --make-rprivate / 2>/dev/null; then
  mount --bind "$root" "$root"
  mount --make-private "$root"
  trap 'umount --lazy "$root"' EXIT
fi
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for node in null zero full random urandom tty; do
  : >"$root/dev/$node"
  mount --bind "/dev/$node" "$root/dev/$node"
done
mkdir "$root/dev/shm" "$root/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
ln -s /proc/self/fd "$root/dev/fd"
# Names are looked up as they are outside.
cp --dereference /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
cp --dereference /etc/hosts "$root/etc/hosts" 2>/dev/null || true

inside id reader >/dev/null 2>&1 || inside useradd --create-home --shell /bin/bash reader
inside install -d -o reader -m 700 /run/reader
rm -rf "$root/home/reader/.local" "$root/home/reader/.config" "$root/home/reader/.cache"

# What a trial that was broken off has left.
inside dpkg --purge bayan >/dev/null 2>&1 || true
inside rpm --erase --nodeps bayan >/dev/null 2>&1 || true
rm -rf "$root/tmp/.X11-unix/X77" "$root/tmp/.X77-lock" "$root/tmp/trial"

# Installing.
install -D "$package" "$root/tmp/trial/package.$kind"
if [ "$kind" = deb ]; then
  inside apt-get install --yes --no-install-recommends "/tmp/trial/package.deb" >"$output/$kind-install.log" 2>&1 ||
    { tail -20 "$output/$kind-install.log" >&2; fail "apt could not install it"; }
  inside dpkg --listfiles bayan >"$output/$kind-files.txt"
else
  # The names of what it needs are Fedora's; here only the files are put in place. The libraries are Debian's.
  inside rpm --install --nodeps --ignorearch "/tmp/trial/package.rpm" >"$output/$kind-install.log" 2>&1 ||
    { tail -20 "$output/$kind-install.log" >&2; fail "rpm could not install it"; }
  inside rpm --query --list bayan >"$output/$kind-files.txt"
  # What file triggers do on a system whose own packages are such.
  inside update-mime-database /usr/share/mime
  inside update-desktop-database /usr/share/applications
fi
say "installed, $(wc -l <"$output/$kind-files.txt") files"

# What was installed holds together.
for file in /usr/bin/bayan /usr/bin/bayan-cli /usr/share/man/man1/bayan-cli.1.gz /usr/share/applications/Bayan.desktop \
  /usr/share/metainfo/org.bayan.app.metainfo.xml /usr/share/mime/packages/org.bayan.app.xml \
  /usr/share/icons/hicolor/128x128/apps/bayan.png /usr/share/doc/bayan/licences/rust.txt; do
  [ -s "$root$file" ] || fail "$file is missing"
done
! grep 'not found' <<<"$(inside ldd /usr/bin/bayan)" || fail "a library is missing"
inside desktop-file-validate /usr/share/applications/Bayan.desktop || fail "the desktop entry is faulty"
inside appstreamcli validate --no-net --pedantic /usr/share/metainfo/org.bayan.app.metainfo.xml >"$output/$kind-appstream.txt" ||
  { cat "$output/$kind-appstream.txt" >&2; fail "the metadata is faulty"; }
grep -q '^\.TH bayan-cli 1' <<<"$(zcat "$root/usr/share/man/man1/bayan-cli.1.gz")" || fail "the page of the manual is none"
inside bayan-cli --version
grep -q '^Name\[ar\]=بيان$' "$root/usr/share/applications/Bayan.desktop" || fail "the desktop entry has no Arabic name"

# Starting. The screen's memory is a file, so that what is on it can be looked at from outside.
inside install -d -o reader /tmp/trial/screen
reader Xvfb :77 -screen 0 1440x900x24 -nolisten tcp -fbdir /tmp/trial/screen >"$output/$kind-screen.log" 2>&1 &
screen=$!
for _ in $(seq 100); do [ -S "$root/tmp/.X11-unix/X77" ] && break; sleep 0.1; done
reader bayan --sample >"$output/$kind-bayan.log" 2>&1 &
program=$!
home=$root/home/reader/.local/share/org.bayan.app archive=
for _ in $(seq 240); do
  kill -0 "$program" 2>/dev/null || { cat "$output/$kind-bayan.log" >&2; fail "the program ended by itself"; }
  archive=$(find "$home" -mindepth 1 -name '.*' -prune -o -name '*.bayan' -print 2>/dev/null | head -1 || true)
  [ -n "$archive" ] && break
  sleep 0.5
done
[ -n "$archive" ] || { cat "$output/$kind-bayan.log" >&2; fail "the sample archive was not made"; }
# A window with the program's name, and time for it to draw what it has opened.
for _ in $(seq 60); do has_window && break; sleep 0.5; done
has_window || fail "there is no window"
sleep 12
cp "$root/tmp/trial/screen/Xvfb_screen0" "$output/$kind-screen.xwd"
kill -0 "$program" || fail "the program ended by itself"
kill "$program" "$screen" 2>/dev/null || true
wait "$program" "$screen" 2>/dev/null || true
say "started, with the sample archive open"

# The archive is one, and the desktop knows whose it is.
inner=${archive#"$root"}
reader bayan-cli check --archive "$inner" >"$output/$kind-check.txt" || { cat "$output/$kind-check.txt" >&2; fail "the archive is not whole"; }
told=$(reader gio info --attributes=standard::content-type "$inner" | sed -n 's/.*standard::content-type: //p')
[ "$told" = application/x-bayan-archive ] || fail "the archive is taken for $told"
grep -q 'Bayan.desktop' <<<"$(reader gio mime application/x-bayan-archive)" || fail "no program opens archives"

# Removing.
if [ "$kind" = deb ]; then
  inside apt-get purge --yes bayan >"$output/$kind-remove.log" 2>&1 || fail "apt could not remove it"
else
  inside rpm --erase --nodeps bayan >"$output/$kind-remove.log" 2>&1 || fail "rpm could not remove it"
fi
left=$(while read -r file; do [ -f "$root$file" ] && echo "$file"; done <"$output/$kind-files.txt" || true)
[ -z "$left" ] || fail "left behind: $left"
[ -s "$archive" ] || fail "the person's archive went with the program"
rm -rf "$root/tmp/trial"
say "removed; the person's archive is kept"
