#!/usr/bin/env bash
# Builds the documentation site of the pages and of the documentation comments into artifacts/docs/site. Warnings are errors.
# usage: build/docs.sh [--serve]
#   --serve  shows the site at http://localhost:8080 until it is stopped
set -euo pipefail
cd "$(dirname "$0")/.."
out=artifacts/docs
rm -rf "$out"
dotnet tool restore > /dev/null
# All packages with the libraries that they refer to: docfx resolves the types of those as well.
dotnet publish src/GenreNet.Pretrained -c Release -o "$out/assemblies"
dotnet publish src/GenreNet.Extensions.AI -c Release -o "$out/assemblies"
dotnet publish src/GenreNet.Interactive -c Release -o "$out/assemblies"
dotnet publish src/GenreNet.ML -c Release -o "$out/assemblies"
dotnet publish src/GenreNet.NAudio -c Release -o "$out/assemblies"
dotnet docfx metadata docfx.json --warningsAsErrors
dotnet docfx build docfx.json --warningsAsErrors "$@"
echo "The site is $out/site/index.html."
