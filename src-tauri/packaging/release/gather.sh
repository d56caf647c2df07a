#!/usr/bin/env bash
# Gathers what was packed on the three systems: `gather.sh PARTS OUT`. Adds the list of everything the program is made of
# (CycloneDX) and the checksums; and, where packages are signed for the updater, what it reads: latest.json.
set -euo pipefail

parts=${1:?the folder of the parts} out=${2:?the folder to fill}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
mkdir -p "$out"
for folder in "$parts"/package-* "$parts"/signed-*; do
  [ -d "$folder" ] || continue
  # What was signed takes the place of what was not.
  case $folder in */package-macos) [ ! -d "$parts/signed-macos" ] || continue ;; esac
  cp "$folder"/* "$out/"
done
[ -n "$(ls -A "$out")" ] || { echo "There is no package in $parts." >&2; exit 1; }

node "$here/src-tauri/packaging/release/bill.mjs" "$here" >"$out/bayan.cdx.json"
if compgen -G "$out/*.sig" >/dev/null; then
  version=$(sed -n '/^\[workspace\.package\]/,/^\[/s/^version = "\(.*\)"$/\1/p' "$here/Cargo.toml")
  node "$here/src-tauri/packaging/release/updater.mjs" manifest "$version" "$out" >"$out/latest.json"
  rm "$out"/*.sig # they stand in latest.json
fi
(cd "$out" && rm -f SHA256SUMS && sha256sum -- * >../SHA256SUMS.part && mv ../SHA256SUMS.part SHA256SUMS)
cat "$out/SHA256SUMS"
