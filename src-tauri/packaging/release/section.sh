#!/usr/bin/env bash
# Prints the changelog's section of a version: `section.sh v1.2.0`. Refuses a tag that is not the version in Cargo.toml, and a
# version the changelog does not tell of.
set -euo pipefail

tag=${1:?a tag such as v1.2.0}
version=${tag#v}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
written=$(sed -n '/^\[workspace\.package\]/,/^\[/s/^version = "\(.*\)"$/\1/p' "$here/Cargo.toml")
if [ "$written" != "$version" ]; then
  echo "The tag is $tag, and the version in Cargo.toml is $written." >&2
  exit 1
fi
section=$(awk -v heading="## $version" '
  index($0, heading) == 1 && substr($0, length(heading) + 1, 1) !~ /[0-9.]/ { within = 1; next }
  within && /^## / { exit }
  within
' "${CHANGELOG:-$here/CHANGELOG.md}")
if [ -z "${section//[[:space:]]/}" ]; then
  echo "CHANGELOG.md has no section “## $version”." >&2
  exit 1
fi
printf '%s\n' "$section"
