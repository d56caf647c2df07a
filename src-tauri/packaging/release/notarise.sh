#!/usr/bin/env bash
# Signs, notarises and staples the disk images in a folder: `notarise.sh FOLDER`. Without the secrets it says so and leaves
# them as they are: such a program opens on a Mac only after a person has allowed it.
set -euo pipefail

folder=${1:?a folder with disk images}
for name in CERTIFICATE CERTIFICATE_PASSWORD APPLE_ID APPLE_PASSWORD APPLE_TEAM; do
  if [ -z "${!name:-}" ]; then
    echo "$name is not set: the disk images stay unsigned."
    exit 0
  fi
done

work=$(mktemp -d)
keychain=$work/signing.keychain-db
password=$(openssl rand -hex 20)
trap 'security delete-keychain "$keychain" 2>/dev/null || true; rm -rf "$work"' EXIT
printf %s "$CERTIFICATE" | base64 --decode >"$work/certificate.p12"
security create-keychain -p "$password" "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$work/certificate.p12" -k "$keychain" -P "$CERTIFICATE_PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$password" "$keychain" >/dev/null
security list-keychains -d user -s "$keychain"
identity=$(security find-identity -v -p codesigning "$keychain" | sed -n 's/.*"\(Developer ID Application: .*\)"/\1/p' | head -1)
[ -n "$identity" ] || { echo "The certificate holds no “Developer ID Application” identity." >&2; exit 1; }

for image in "$folder"/*.dmg; do
  mount=$work/mounted
  hdiutil attach -nobrowse -readonly -mountpoint "$mount" "$image"
  cp -R "$mount/Bayan.app" "$work/Bayan.app"
  hdiutil detach "$mount"
  codesign --force --options runtime --timestamp --sign "$identity" "$work/Bayan.app/Contents/MacOS/bayan-cli"
  codesign --force --options runtime --timestamp --sign "$identity" "$work/Bayan.app"
  rm "$image"
  hdiutil create -volname Bayan -srcfolder "$work/Bayan.app" -format UDZO "$image"
  codesign --timestamp --sign "$identity" "$image"
  xcrun notarytool submit "$image" --apple-id "$APPLE_ID" --password "$APPLE_PASSWORD" --team-id "$APPLE_TEAM" --wait --timeout 25m
  xcrun stapler staple "$image"
  rm -rf "$work/Bayan.app"
done
