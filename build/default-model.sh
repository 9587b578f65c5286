#!/usr/bin/env bash
# Makes the model that comes with GenreNet.Inference again, byte for byte: see docs/default-model.md.
# usage: build/default-model.sh features_30_sec.csv LISTS OUT
#   LISTS  a folder with train_filtered.txt and valid_filtered.txt
#   OUT    a folder for the runs; the model is OUT/gtzan.onnx
set -euo pipefail
table=$1 lists=$2 out=$3
root=$(cd "$(dirname "$0")/.." && pwd)
genrenet() { dotnet run -c Release --no-build --project "$root/src/GenreNet.Training" -- "$@"; }
dotnet build -c Release "$root/src/GenreNet.Training" > /dev/null

recipe=(--network summary --members 9 --epochs 60 --optimizer AdamW --weight-decay 0.01 --schedule one-cycle --learning-rate 3e-3
  --label-smoothing 0.1 --mixup 0.2 --gain-deviation 6 --equalizer-deviation 4 --monitor Nothing --seed 42 --threads 1)
mkdir -p "$out"
genrenet crossval "$table" "${recipe[@]}" --folds 10 --out "$out/crossval"
genrenet train "$table" "${recipe[@]}" --split-files "$lists/train_filtered.txt" "$lists/valid_filtered.txt" --out "$out/run"
genrenet calibrate "$out/run/model.onnx" "$table" --subset test --out "$out/calibrated.onnx"
genrenet card "$out/calibrated.onnx" --notes "$root/docs/default-model.notes.json" --out "$out/gtzan.onnx" --evaluation \
  "the recipe, ten-fold cross-validation by track (artists not apart: flattering)=$out/crossval/crossval.json" \
  "this model, published valid list (artists apart)=$out/run/metrics.json"
sha256sum "$out/gtzan.onnx"
