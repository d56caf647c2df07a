#!/usr/bin/env bash
# Builds and packs on this system, and lays the packages into out/ under names that tell version, system and variant.
#
#   BUNDLES   the bundler's kinds, such as deb,rpm
#   CONFIG    a variant below src-tauri/packaging/windows, without its ending; may be empty
#   TARGET    the compiler's name of another system or processor; may be empty
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
arguments=(--bundles "${BUNDLES:?}")
[ -z "${CONFIG:-}" ] || arguments+=(--config "src-tauri/packaging/windows/$CONFIG.json")
[ -z "${TARGET:-}" ] || arguments+=(--target "$TARGET")
cargo run --locked --quiet --package xtask -- package "${arguments[@]}"

mkdir -p out
target=${CARGO_TARGET_DIR:-target}
found=$(find "$target/release/bundle" "$target/${TARGET:-none}/release/bundle" -type f \
  \( -name '*.deb' -o -name '*.rpm' -o -name '*.AppImage' -o -name '*.dmg' -o -name '*-setup.exe' \) 2>/dev/null || true)
[ -n "$found" ] || { echo "Nothing was packed." >&2; exit 1; }
while IFS= read -r file; do
  name=$(basename "$file")
  # Two variants of one installer must not have one name.
  case ${CONFIG:-} in
    windows-machine) name=${name/-setup.exe/-managed-setup.exe} ;;
    windows-offline) name=${name/-setup.exe/-offline-setup.exe} ;;
  esac
  [ "${name##*.}" != AppImage ] || name=${name%.AppImage}-experimental.AppImage
  cp "$file" "out/$name"
done <<<"$found"
ls -l out
