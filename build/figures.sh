#!/usr/bin/env bash
# Runs the commands behind the figures in README.md and docs again, and writes them into one table.
# usage: build/figures.sh [--only NAME]... DATA OUT
#        build/figures.sh --list
#   DATA  a folder with what is there of
#           features_30_sec.csv    GTZAN's feature table
#           gtzan-3, gtzan-short   folders of GENRE/GENRE.NNNNN.flac: clips, and excerpts of 2 to 3 s
#           gtzan-10x6.tar.gz      six clips per genre
#           splits                 train_filtered.txt, valid_filtered.txt and test_filtered.txt
#           artists/artists.csv    columns track and artist
#           taggrams               training_data_GTZAN_MSDmusicnn_taggram.npz
#   OUT   a folder for the runs; the table is OUT/figures.md and OUT/figures.csv
# Pretrained models are those of GENRENET_HOME: genrenet models get mn04 musicnn. A figure whose data is missing is listed as not run, with what it needs.
# The figures `speed` and `librosa` run only with --only, because they take other tools or an idle machine.
set -euo pipefail

# NAME | what | split | seeds | needs. Every figure in README.md and docs carries a name of this list (the architecture tests compare them).
catalogue='
leakage | cnn on MFCCs, three genres: accuracy by segment, leaky segments against whole tracks | 60 / 20 / 20 %, at random | 42 43 44 | gtzan-3 lists ffmpeg
table-agreement | 52 summary columns and tempo of complete clips, against GTZAN'"'"'s own table | none | none | gtzan-3 table ffmpeg
librosa | features against stored results of librosa 0.11 | none | none | named
table-summary | network summary on the feature table | train and valid lists, 4 folds, artists apart | 42 43 44 | table lists artists
table-summary-mixup | network summary x 3, mixup 0.4, one cycle, on the feature table | train and valid lists, 4 folds, artists apart | 42 43 44 | table lists artists
table-linear | network linear on the feature table | train and valid lists, 4 folds, artists apart | 42 43 44 | table lists artists
table-by-track | network linear on the feature table, artists not apart | all rows, 10 folds by track | 42 43 44 | table
table-mlnet | logistic regression and gradient boosting of ML.NET on the feature table, artists not apart | all rows, 10 folds by track | 42 | table
backbone-mn04 | linear classifier on mn04 | clips of train and valid lists, 10 folds, artists apart | 42 43 44 | clips table lists artists pretrained ffmpeg
backbone-musicnn | linear classifier on musicnn | clips of train and valid lists, 10 folds, artists apart | 42 43 44 | clips table lists artists pretrained ffmpeg
backbone-both | linear classifier on mn04+musicnn | clips of train and valid lists, 10 folds, artists apart | 42 43 44 | clips table lists artists pretrained ffmpeg
backbone-valid | linear classifier on mn04+musicnn, fitted to the train list | clips of the valid list | 42 | clips table lists artists pretrained ffmpeg
taggrams | linear classifier on published taggrams of musicnn | train list, 10 folds, artists apart | 42 | taggrams artists
embedded-audio | embedded model, clips of the train and valid lists, which it may be fitted to | clips of train and valid lists | none | clips table lists artists ffmpeg
confidence | embedded model: how many answers above a confidence of 0.8 are correct | clips of train and valid lists | none | clips table lists artists ffmpeg
answer-checks | embedded model: short excerpts, novelty, signals that are not music | none | none | table gtzan-10x6 gtzan-3 gtzan-short ffmpeg
speed | features against C and torchaudio, an epoch against PyTorch, file to genre | none | none | named
'

only=() positional=()
while [ $# -gt 0 ]; do
  case $1 in
    --list) awk -F ' [|] ' 'NF > 1 { print $1 }' <<< "$catalogue"; exit 0 ;;
    --only) [ $# -ge 2 ] || { echo "build/figures.sh: --only takes the name of a figure; --list prints the names." >&2; exit 2; }
      only+=("$2"); shift 2 ;;
    -*) echo "build/figures.sh: unknown option $1; the options are --only NAME and --list." >&2; exit 2 ;;
    *) positional+=("$1"); shift ;;
  esac
done
if [ ${#positional[@]} -ne 2 ]; then
  echo "usage: build/figures.sh [--only NAME]... DATA OUT" >&2
  exit 2
fi
[ -d "${positional[0]}" ] || { echo "build/figures.sh: ${positional[0]} is not a folder: give the folder with the data." >&2; exit 1; }
data=$(realpath "${positional[0]}")
mkdir -p "${positional[1]}"
out=$(realpath "${positional[1]}")
root=$(realpath "$(dirname "$0")/..")
for name in "${only[@]}"; do
  grep -q "^$name | " <<< "$catalogue" || { echo "build/figures.sh: there is no figure $name; --list prints the names." >&2; exit 2; }
done
cd "$root"

run() {
  local shown="$*"
  shown=${shown//$data/DATA}
  shown=${shown//$out/OUT}
  shown=${shown//$root\//}
  shown=${shown/#dotnet run -c Release --no-build --project src\/GenreNet.Training --/genrenet}
  printf '%s\n' "$shown" >> "$out/commands"
  "$@" >> "$out/$figure.log" 2>&1
}

genrenet() { run dotnet run -c Release --no-build --project "$root/src/GenreNet.Training" -- "$@"; }

result() { printf '%s\t%s\n' "$1" "${2:-}" >> "$out/results"; }

# number FILE KEY: the first number of that key in a JSON file.
number() { grep -oE "\"$2\": *-?[0-9.]+([eE][-+]?[0-9]+)?" "$1" | head -n 1 | sed -E 's/.*: *//'; }
percent() { awk -v v="$1" 'BEGIN { printf "%.1f %%", 100 * v }'; }

# accuracy LABEL FILE...: accuracy by track of some files of one kind, with the interval of the first.
accuracy() {
  local label=$1 values="" file
  shift
  for file in "$@"; do
    values+="${values:+, }$(percent "$(number "$file" track_accuracy)") (macro $(percent "$(sed -E 's/.*"track_macro"://' "$file" | grep -oE '"recall": *[0-9.]+' | head -n 1 | sed -E 's/.*: *//')"))"
  done
  result "${label:+$label: }$values" "$(percent "$(sed -E 's/.*"track_interval"://' "$1" | grep -oE '"low": *[0-9.]+' | head -n 1 | sed -E 's/.*: *//')") to $(percent "$(sed -E 's/.*"track_interval"://' "$1" | grep -oE '"high": *[0-9.]+' | head -n 1 | sed -E 's/.*: *//')")"
}

clips=$out/clips
# Clips and table rows of the train and valid lists, and the artists as groups.
manifests() {
  [ -f "$clips/done" ] || { run build/gtzan-manifests.sh "$data/splits" "$data/artists/artists.csv" "$data/features_30_sec.csv" "$clips" \
    "$data/gtzan-10x6.tar.gz" "$data/gtzan-3" "$data/gtzan-short" && touch "$clips/done"; }
}

# crossvalidate NAME FOLDS ARGUMENTS...: three seeds.
crossvalidate() {
  local name=$1 folds=$2 seed files=()
  shift 2
  for seed in 42 43 44; do
    genrenet crossval "$@" --folds "$folds" --seed "$seed" --out "$out/$name-$seed"
    files+=("$out/$name-$seed/crossval.json")
  done
  accuracy "" "${files[@]}"
}

table_folds() {
  manifests
  crossvalidate "$figure" 4 "$clips/table.csv" --groups "$data/artists/artists.csv" --threads 1 "$@"
}

embeddings() {
  manifests
  genrenet prepare "$clips/labelled.csv" --backbone "$1" --tail Align --out "$out/${1//+/-}.npz"
}

# own_folds DATA ARGUMENTS...: the cross-validation of the network linear itself, three seeds.
own_folds() {
  local seed files=()
  for seed in 42 43 44; do
    genrenet train "$@" --network linear --split everything --seed "$seed" --out "$out/$figure-$seed"
    files+=("$out/$figure-$seed/metrics.json")
  done
  accuracy "" "${files[@]}"
}

backbone() {
  embeddings "$1"
  own_folds "$out/${1//+/-}.npz"
}

run_leakage() {
  genrenet leakage "$data/gtzan-3" --network cnn --epochs 30 --seed 42 --seeds 3 \
    --split-files "$data/splits/train_filtered.txt" "$data/splits/valid_filtered.txt" --out "$out/leakage"
  local accuracies
  mapfile -t accuracies < <(grep -oE '"segment_accuracy": *[0-9.]+' "$out/leakage/leakage.json" | sed -E 's/.*: *//')
  result "leaky $(percent "${accuracies[0]}"), by track $(percent "${accuracies[1]}"), published lists $(percent "${accuracies[2]}")"
}

run_table_agreement() {
  genrenet export "$data/gtzan-3" --csv "$out/export.csv"
  # Complete clips have the length that the table has; others were cut.
  result "$(awk -F , '
    FNR == 1 { split("", at); for (i = 1; i <= NF; i++) at[$i] = i; if (NR == 1) for (name in at) first[name] = at[name]; next }
    { track = $at["filename"]; sub(/\.[a-z]+$/, "", track) }
    NR == FNR { for (name in first) expected[track, name] = $first[name]; next }
    !((track, "length") in expected) || expected[track, "length"] != $at["length"] { next }
    {
      clips++
      for (name in at) {
        if (!(name in first) || name ~ /^(filename|length|label)$/) continue
        e = expected[track, name]; d = $at[name] - e; if (d < 0) d = -d; if (e < 0) e = -e
        if (name == "tempo") same += d < 1e-6; else if (e > 0 && d / e > worst) { worst = d / e; where = track " " name }
      }
    }
    END { printf "%d clips: largest difference %.1e of the value (%s), tempo equal on %d", clips, worst, where, same }' \
    "$data/features_30_sec.csv" "$out/export.csv")"
}

run_librosa() {
  run dotnet run -c Release --project tests/GenreNet.Core.Tests -- -class '*LibrosaFeatureTests' -class '*MfccGoldenTests' -class '*ChromaTests'
  result "$(grep -oE 'Total: [0-9]+.*' "$out/librosa.log" | tail -n 1), within the tolerances of the tests"
}

run_table_summary() { table_folds --network summary; }
run_table_summary_mixup() {
  table_folds --network summary --members 3 --epochs 60 --mixup 0.4 --optimizer AdamW --weight-decay 0.01 --schedule one-cycle --learning-rate 3e-3 \
    --label-smoothing 0.1 --monitor Nothing
}
run_table_linear() { table_folds --network linear; }
run_table_by_track() { crossvalidate "$figure" 10 "$data/features_30_sec.csv" --network linear; }
run_table_mlnet() {
  run dotnet run -c Release --project benchmarks/GenreNet.Baselines -- "$data/features_30_sec.csv"
  result "$(grep '%' "$out/table-mlnet.log" | sed -E 's/ +/ /g' | paste -sd ';')"
}
run_backbone_mn04() { backbone mn04; }
run_backbone_musicnn() { backbone musicnn; }
run_backbone_both() { backbone mn04+musicnn; }

run_backbone_valid() {
  manifests
  # Manifests without the valid list, with its complete clips, and with its excerpts.
  awk -F , -v out="$clips/" '
    NR == FNR { sub(/\.[a-z]+\r?$/, ""); valid[$0] = 1; next }
    FNR == 1 { print > (out "train.csv"); print > (out "valid-complete.csv"); print > (out "valid-short.csv"); next }
    { track = $3; isShort = sub(/\.short$/, "", track); print > (out (!(track in valid) ? "train.csv" : isShort ? "valid-short.csv" : "valid-complete.csv")) }' \
    "$data/splits/valid_filtered.txt" "$clips/labelled.csv"
  genrenet train "$clips/train.csv" --backbone mn04+musicnn --tail Align --split everything --seed 42 --out "$out/backbone-valid"
  local part
  for part in complete short; do
    genrenet evaluate "$out/backbone-valid/model.onnx" "$clips/valid-$part.csv" --json
    grep '^{' "$out/$figure.log" | tail -n 1 > "$out/valid-$part.json"
    accuracy "$part" "$out/valid-$part.json"
  done
}

run_taggrams() {
  genrenet train "$data/taggrams/training_data_GTZAN_MSDmusicnn_taggram.npz" --network linear --groups "$data/artists/artists.csv" --split everything --seed 42 \
    --out "$out/taggrams"
  accuracy "" "$out/taggrams/metrics.json"
}

embedded_answers() {
  manifests
  [ -f "$out/embedded.json" ] || { genrenet evaluate default "$clips/labelled.csv" --subset all --json; grep '^{' "$out/$figure.log" > "$out/embedded.json"; }
}

run_embedded_audio() {
  embedded_answers
  accuracy "" "$out/embedded.json"
}

run_confidence() {
  manifests
  # One line of JSON per clip, in the order of the manifest.
  tail -n +2 "$clips/labelled.csv" | cut -d , -f 1 | while read -r file; do [ -f "$clips/$file" ] && echo "$clips/$file"; done > "$out/confidence.txt"
  printf 'genrenet predict $(cat OUT/confidence.txt) --model default --json\n' >> "$out/commands"
  # A clip that cannot be decoded makes the command fail after all others are answered.
  xargs dotnet run -c Release --no-build --project "$root/src/GenreNet.Training" -- predict --model default --json < "$out/confidence.txt" > "$out/confidence.json" 2>> "$out/confidence.log" || true
  result "$(awk '
    match($0, /"confidence": *[0-9.]+/) { confidence = substr($0, RSTART, RLENGTH); sub(/.*: */, "", confidence) } { all++ }
    confidence + 0 >= 0.8 && match($0, /"file": *"[^"]*"/) {
      sure++; file = substr($0, RSTART, RLENGTH); match($0, /"genre": *"[^"]*"/); genre = substr($0, RSTART, RLENGTH); gsub(/.*: *"|"$/, "", genre)
      correct += index(file, "/" genre "/") > 0
    }
    END { printf "%d of %d answers above 0.8, %d of them correct (%.1f %%)", sure, all, correct, sure ? 100 * correct / sure : 0 }' "$out/confidence.json")"
}

run_answer_checks() {
  mkdir -p "$out/ten"
  tar -xzf "$data/gtzan-10x6.tar.gz" -C "$out/ten"
  run dotnet run -c Release --project benchmarks/GenreNet.AnswerChecks -- "$data/features_30_sec.csv" "$out/ten/genres" "$data/gtzan-3" "$data/gtzan-short"
  result "see OUT/answer-checks.log"
}

run_speed() {
  run dotnet run -c Release --project benchmarks/GenreNet.Benchmarks -- --peers
  run dotnet run -c Release --project benchmarks/GenreNet.TrainingBenchmarks -- --peer
  result "see OUT/speed.log"
}

# Says what is missing of one need; nothing where it is there.
missing() {
  case $1 in
    table) [ -f "$data/features_30_sec.csv" ] || echo features_30_sec.csv ;;
    gtzan-3 | gtzan-short) [ -d "$data/$1" ] || echo "$1" ;;
    gtzan-10x6) [ -f "$data/gtzan-10x6.tar.gz" ] || echo gtzan-10x6.tar.gz ;;
    clips) missing gtzan-3; missing gtzan-short; missing gtzan-10x6 ;;
    lists) [ -f "$data/splits/valid_filtered.txt" ] || echo "splits/*_filtered.txt" ;;
    artists) [ -f "$data/artists/artists.csv" ] || echo artists/artists.csv ;;
    taggrams) [ -f "$data/taggrams/training_data_GTZAN_MSDmusicnn_taggram.npz" ] || echo taggrams ;;
    ffmpeg) command -v ffmpeg > /dev/null || echo ffmpeg ;;
    pretrained) [ "$(dotnet run -c Release --no-build --project "$root/src/GenreNet.Training" -- models where 2> /dev/null | xargs -I {} find {}/checkpoints -name 'mn04*.pt' -o -name 'MSD*.h5' 2> /dev/null | wc -l)" = 2 ] \
      || echo "the checkpoints mn04 and musicnn-msd (genrenet models get mn04 musicnn)" ;;
  esac
}

dotnet build -c Release "$root/src/GenreNet.Training" > "$out/build.log" || { tail -n 20 "$out/build.log" >&2; exit 1; }

# Figures of earlier calls stay in the table until they are run again.
rows=$out/rows
mkdir -p "$rows"
failed=0
while IFS='|' read -r figure what split seeds needs; do
  figure=$(xargs <<< "$figure")
  [ -n "$figure" ] || continue
  what=$(sed -E 's/^ +| +$//g' <<< "$what") split=$(xargs <<< "$split") seeds=$(xargs <<< "$seeds")
  if [ ${#only[@]} -gt 0 ] && [[ " ${only[*]} " != *" $figure "* ]]; then continue; fi
  lacking=""
  for need in $needs; do
    if [ "$need" = named ]; then
      [ ${#only[@]} -gt 0 ] || lacking+="${lacking:+, }--only $figure"
    else
      item=$(missing "$need" | paste -sd ' ')
      lacking+="${item:+${lacking:+, }$item}"
    fi
  done
  rm -f "$out/results" "$out/commands" "$out/$figure.log"
  touch "$out/results" "$out/commands"
  if [ -n "$lacking" ]; then
    result "not run: needs $lacking"
  else
    echo "== $figure"
    # A subshell with its own -e: one figure that fails does not stop the others.
    status=0
    (set -e; "run_${figure//-/_}") < /dev/null & wait $! || status=$?
    if [ "$status" != 0 ]; then
      failed=$((failed + 1))
      result "failed: see OUT/$figure.log"
    fi
  fi
  while IFS=$'\t' read -r value interval; do
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$figure" "$what" "$value" "$interval" "$split" "$seeds" "$(date +%F)" "$(xargs <<< "$needs")" "$(paste -sd ';' "$out/commands" | sed 's/;/; /g')"
  done < "$out/results" > "$rows/$figure.tsv"
  cut -f 3,4 "$rows/$figure.tsv"
done <<< "$catalogue"
rm -f "$out/results" "$out/commands"

columns=$'figure\twhat\tvalue\t95 % interval of the first\tsplit\tseeds\tdate\tneeds\tcommand'
collected() { "$root/build/figures.sh" --list | while read -r name; do cat "$rows/$name.tsv" 2> /dev/null || true; done; }
{
  echo "Figures of GenreNet, commit $(git describe --always --dirty 2> /dev/null || echo unknown)."
  echo
  sed 's/\t/ | /g; s/^/| /; s/$/ |/' <<< "$columns"
  echo "|---|---|---|---|---|---|---|---|---|"
  collected | sed 's/|/\\|/g; s/\t/ | /g; s/^/| /; s/$/ |/'
} > "$out/figures.md.partial"
{ echo "$columns"; collected; } | sed 's/"/""/g; s/\t/","/g; s/^/"/; s/$/"/' > "$out/figures.csv.partial"
mv "$out/figures.md.partial" "$out/figures.md"
mv "$out/figures.csv.partial" "$out/figures.csv"
echo "Wrote $out/figures.md and $out/figures.csv; $failed failed."
[ "$failed" = 0 ]
