#!/usr/bin/env bash
# Builds what runs in the browser into artifacts/browser: package (the npm package genrenet), genrenet-VERSION.tgz (the same, packed) and
# site (static files for any host).
# usage: build/browser.sh [--if-changed]
#   --if-changed  does nothing if the sources are those of the last build
# Needs Node.js 20 and npm, which fetches ONNX Runtime Web.
set -euo pipefail
cd "$(dirname "$0")/.."
out=artifacts/browser
mkdir -p "$out"
exec 9> "$out/lock"
flock 9
stamp=$(git ls-files -z --cached --others --exclude-standard -- src/GenreNet.Core src/GenreNet.Inference src/GenreNet.Networks src/GenreNet.Pretrained \
  src/GenreNet.Browser src/GenreNet.Server/Api/Answers src/GenreNet.Server/wwwroot examples build/browser.sh build/browser.mjs Directory.Packages.props \
  | xargs -0 sha256sum 2> /dev/null | sha256sum)
if [ "${1:-}" = --if-changed ] && [ -d "$out/site" ] && [ "$(cat "$out/stamp" 2> /dev/null)" = "$stamp" ]; then
  echo "$out is up to date."
  exit 0
fi

rm -f "$out/stamp"
mkdir -p "$out/npm"
cp src/GenreNet.Browser/npm/package.json src/GenreNet.Browser/npm/package-lock.json "$out/npm/"
if ! npm ci --prefix "$out/npm" --ignore-scripts --no-audit --no-fund --loglevel=error > /dev/null; then
  echo "npm cannot fetch the packages of src/GenreNet.Browser/npm/package.json: check the connection and the registry of npm." >&2
  exit 3
fi

# 'dotnet build' analyzes the sources. The compiler stays in the background for further builds; it must not keep the lock.
dotnet publish src/GenreNet.Browser -c Release --artifacts-path "$out/build" -p:RunAnalyzers=false --nologo -v q 9>&-
version=$(grep -rhoP 'InformationalVersionAttribute\("\K[^"+]+' "$out"/build/obj/GenreNet.Browser/release/*AssemblyInfo.cs)
node build/browser.mjs "$out" "$version"
(cd "$out" && rm -f genrenet-*.tgz && npm pack --silent ./package > /dev/null)
echo "$stamp" > "$out/stamp"
echo "The site is $out/site, the package $out/$(cd "$out" && ls genrenet-*.tgz)."
