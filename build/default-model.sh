#!/usr/bin/env bash
# Recreates the embedded model of GenreNet.Inference, byte for byte: the vote of a linear classifier of summaries and a network trained by distillation.
# See docs/default-model.md.
# usage: build/default-model.sh features_30_sec.csv LISTS ARTISTS TEACHER OUT FOLDER...
#   LISTS    a folder with train_filtered.txt, valid_filtered.txt and test_filtered.txt
#   ARTISTS  a .csv with the columns track and artist
#   TEACHER  the teacher model: a file, or the name of an installed model, such as gtzan-mn04-musicnn
#   OUT      a folder for the runs; the model is OUT/gtzan.onnx
#   FOLDER   folders of GTZAN's clips: see build/gtzan-manifests.sh
set -euo pipefail
table=$1 lists=$2 artists=$3 teacher=$4 out=$5
shift 5
root=$(cd "$(dirname "$0")/.." && pwd)
genrenet() {
  # Repeated into the same folder, the commands replace their results.
  case $1 in train | crossval | leakage | combine | card) set -- "$@" --force ;; esac
  dotnet run -c Release --no-build --project "$root/src/GenreNet.Training" -- "$@"
}
dotnet build -c Release "$root/src/GenreNet.Training" > /dev/null

"$root/build/gtzan-manifests.sh" "$lists" "$artists" "$table" "$out" "$@"
# Blues has four artists, so more than four folds are not possible.
common=(--groups "$out/groups.csv" --seed 42 --threads 2)
linear=("$out/summary.npz" "${common[@]}" --network linear --learn-table "$out/table.csv")
student=("$out/mel.npz" "${common[@]}" --network mel-resnet-wide --epochs 8 --batch-size 32
  --optimizer AdamW --weight-decay 0.02 --schedule one-cycle --learning-rate 4e-3 --label-smoothing 0.1
  --random-crop true --mixup 0.3 --equalizer-deviation 4 --balance-genres --sample-by-weight --track-exponent 0.6
  --pooling log-mean --monitor None
  --teacher "$teacher" --teacher-audio "$out/labelled.csv" --teacher-embedding-weight 0.5 --unlabelled "$out/unlabelled.csv")

genrenet prepare "$out/labelled.csv" --features Summary --segment-seconds 2 --tail Align --out "$out/summary.npz"
genrenet prepare "$out/labelled.csv" --features MusicnnMel --segment-seconds 2 --hop-seconds 0.5 --out "$out/mel.npz"
genrenet crossval "${linear[@]}" --folds 4 --out "$out/crossval-linear"
genrenet crossval "${student[@]}" --folds 4 --out "$out/crossval-student"
genrenet train "${linear[@]}" --split everything --out "$out/linear"
genrenet train "${student[@]}" --split everything --out "$out/student"
genrenet combine "$out/linear/model.onnx" "$out/student/model.onnx" --balance-genres --hop-seconds 2 \
  --crossval "$out/crossval-linear/crossval.json" "$out/crossval-student/crossval.json" --out "$out/vote.onnx"
genrenet card "$out/vote.onnx" --notes "$root/docs/default-model.notes.json" --out "$out/gtzan.onnx" --evaluation \
  "the linear part alone, the same folds=$out/crossval-linear/crossval.json" \
  "the network alone, the same folds=$out/crossval-student/crossval.json"
sha256sum "$out/gtzan.onnx"
