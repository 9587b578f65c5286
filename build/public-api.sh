#!/usr/bin/env bash
# Recreates the lists of public members (PublicAPI.Unshipped.txt) after an intended change. PublicAPI.Shipped.txt lists published members.
set -euo pipefail
cd "$(dirname "$0")/.."
for project in GenreNet.Core GenreNet.Extensions.AI GenreNet.Inference GenreNet.Interactive GenreNet.ML GenreNet.NAudio GenreNet.Pretrained; do
  list=src/$project/PublicAPI.Unshipped.txt
  printf '#nullable enable\n' > "$list"
  # The analyzer reports each public member that is not in the list.
  dotnet build "src/$project" --no-incremental -p:TreatWarningsAsErrors=false \
    | sed -nE "s/.*src\/$project\/.*RS0016: Symbol '(.*)' is not part of the declared.*/\1/p" | LC_ALL=C sort -u > "$list.new"
  cat "$list.new" >> "$list"
  rm "$list.new"
  echo "$list: $(($(wc -l < "$list") - 1)) members"
done
