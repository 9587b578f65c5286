#!/usr/bin/env bash
# Recomputes the calibration of the model audioset in the package GenreNet.Pretrained: see docs/pretrained.md.
# usage: build/audioset-calibration.sh MANIFEST OUT
#   MANIFEST  a .csv of clips with the columns path, genre, track and group (the artist); with the genre names of the model
#   OUT       a folder for the calibrated model
# The model must be installed: genrenet models get audioset
set -euo pipefail
if [ $# -ne 2 ]; then
  echo "usage: build/audioset-calibration.sh MANIFEST OUT" >&2
  exit 2
fi
manifest=$1 out=$2
root=$(cd "$(dirname "$0")/.." && pwd)
dotnet build -c Release "$root/src/GenreNet.Training" > /dev/null

mkdir -p "$out"
dotnet run -c Release --no-build --project "$root/src/GenreNet.Training" -- \
  calibrate audioset "$manifest" --subset all --seed 42 --json --out "$out/audioset.onnx" --force > "$out/audioset.json"
cp "$out/audioset.json" "$root/src/GenreNet.Pretrained/Heads/audioset.json"
sha256sum "$root/src/GenreNet.Pretrained/Heads/audioset.json"
