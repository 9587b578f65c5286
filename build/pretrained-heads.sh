#!/usr/bin/env bash
# Recreates the ten-genre classifiers of the package GenreNet.Pretrained, byte for byte: see docs/pretrained.md.
# usage: build/pretrained-heads.sh MANIFEST OUT
#   MANIFEST  a .csv of clips with the columns path, genre, track and group (the artist)
#   OUT       a folder for the runs
# The checkpoints mn04 and musicnn must be installed: genrenet models get mn04 musicnn
set -euo pipefail
manifest=$1 out=$2
root=$(cd "$(dirname "$0")/.." && pwd)
genrenet() {
  # Repeated into the same folder, the commands replace their results.
  case $1 in train | crossval | leakage | combine | card) set -- "$@" --force ;; esac
  dotnet run -c Release --no-build --project "$root/src/GenreNet.Training" -- "$@"
}
dotnet build -c Release "$root/src/GenreNet.Training" > /dev/null

mkdir -p "$out" "$root/src/GenreNet.Pretrained/Heads"
for backbone in mn04 musicnn mn04+musicnn; do
  name=gtzan-${backbone//+/-}
  genrenet train "$manifest" --backbone "$backbone" --tail Align --split everything --linear-l2 0.6 --seed 42 --threads 1 --out "$out/$name"
  cp "$out/$name/head.onnx" "$root/src/GenreNet.Pretrained/Heads/$name.onnx"
  sha256sum "$root/src/GenreNet.Pretrained/Heads/$name.onnx"
done
