#!/usr/bin/env bash
# Builds and packs on this system, and lays the packages into out/ under names that tell version, system and variant.
#
#   BUNDLES   the bundler's kinds, such as deb,rpm
#   CONFIG    a variant below src-tauri/packaging/windows, without its ending; may be empty
#   TARGET    the compiler's name of another system or processor; may be empty
#   UPDATER_PUBLIC_KEY, TAURI_SIGNING_PRIVATE_KEY   the updater's keys; without both nothing holds the updater
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
target=${CARGO_TARGET_DIR:-target}

# pack KINDS [ARGUMENTS]: builds, packs, and lays the result into out/.
pack() {
  local arguments=(--bundles "$1" "${@:2}") found name
  [ -z "${CONFIG:-}" ] || arguments+=(--config "src-tauri/packaging/windows/$CONFIG.json")
  [ -z "${TARGET:-}" ] || arguments+=(--target "$TARGET")
  cargo run --locked --quiet --package xtask -- package "${arguments[@]}"

  mkdir -p out
  found=$(find "$target/release/bundle" "$target/${TARGET:-none}/release/bundle" -type f \
    \( -name '*.deb' -o -name '*.rpm' -o -name '*.AppImage' -o -name '*.AppImage.sig' -o -name '*.dmg' \
    -o -name '*-setup.exe' -o -name '*-setup.exe.sig' \) 2>/dev/null || true)
  [ -n "$found" ] || { echo "Nothing was packed." >&2; exit 1; }
  while IFS= read -r file; do
    name=$(basename "$file")
    # Two variants of one installer must not have one name.
    case ${CONFIG:-} in
      windows-machine) name=${name/-setup.exe/-managed-setup.exe} ;;
      windows-offline) name=${name/-setup.exe/-offline-setup.exe} ;;
    esac
    name=${name/.AppImage/-experimental.AppImage}
    cp "$file" "out/$name"
  done <<<"$found"
}

# Only what one person has put there by hand may replace itself: the AppImage, and the installer for one person.
kinds=${BUNDLES:?} replacing=
if [ -n "${UPDATER_PUBLIC_KEY:-}" ] && [ -n "${TAURI_SIGNING_PRIVATE_KEY:-}" ]; then
  case ,$kinds, in *,appimage,*)
    replacing=appimage
    kinds=$(tr , '\n' <<<"$kinds" | grep -vx appimage | paste -sd, || true) ;;
  esac
  if [ "${CONFIG:-}" = windows-user ]; then replacing=$kinds kinds=; fi
fi
[ -z "$kinds" ] || pack "$kinds"
if [ -n "$replacing" ]; then
  overlay=$(mktemp)
  node src-tauri/packaging/release/updater.mjs overlay >"$overlay"
  pack "$replacing" --features updater --config "$overlay"
  rm "$overlay"
fi
ls -l out
