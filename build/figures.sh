#!/usr/bin/env bash
# Repeats the commands of the figures in README.md and docs, and writes the results to one table.
# usage: build/figures.sh [--only NAME]... DATA OUT
#        build/figures.sh --list
#   DATA  a folder with any of
#           features_30_sec.csv    GTZAN's feature table
#           gtzan-3, gtzan-short   folders of GENRE/GENRE.NNNNN.flac: clips, and excerpts of 2 to 3 s
#           gtzan-10x6.tar.gz      six clips per genre
#           splits                 train_filtered.txt, valid_filtered.txt and test_filtered.txt
#           artists/artists.csv    columns track and artist
#           taggrams               training_data_GTZAN_MSDmusicnn_taggram.npz
#   OUT   a folder for the runs; the table is OUT/figures.md and OUT/figures.csv. Results of earlier calls stay in the table until their figures are
#         repeated, and embeddings are reused; use a new folder after a change of code or data.
# Pretrained models are read from GENRENET_HOME: genrenet models get mn04 musicnn. A figure without its data is listed as not run, with what it needs.
# Figures that need `named` run only with --only, because they take other tools, an idle machine, or more than ten minutes.
# Exit codes: 0 if no figure failed (not run is not a failure), 1 if one failed, 2 for invalid usage.
set -euo pipefail

# NAME | what | split | seeds | needs. Every figure in README.md and docs carries a name of this list (the architecture tests compare them).
catalogue='
leakage | cnn on MFCCs, three genres: accuracy by segment, leaky segments against whole tracks | 60 / 20 / 20 %, at random; train list, tested on the valid list | 42 43 44 | gtzan-3 lists ffmpeg
table-agreement | 52 summary columns and tempo of complete clips, against GTZAN'"'"'s own table | none | none | gtzan-3 table ffmpeg
librosa | features and resampler against stored results of librosa 0.11, log-mels of pretrained networks against double precision | none | none | named
table-summary | network summary on the feature table | train and valid lists, 4 folds, artists apart | 42 43 44 | table lists artists
table-summary-mixup | network summary x 3, mixup 0.4, one cycle, on the feature table | train and valid lists, 4 folds, artists apart | 42 43 44 | table lists artists
table-linear | network linear on the feature table | train and valid lists, 4 folds, artists apart | 42 43 44 | table lists artists
table-trainers | trainers of ML.NET (lightgbm, logistic, sdca, svm) on the feature table | train and valid lists, 4 folds, artists apart | 42 43 44 | table lists artists
table-by-track | network linear, and nine networks summary that vote (seed 42), on the feature table, artists not apart | all rows, 10 folds by track | 42 43 44 | table
table-mlnet | logistic regression and gradient boosting of ML.NET on the feature table, by folds with artists not apart, and from the train list to the valid list | all rows, 10 folds by track; lists | 1 2 3 | table lists
backbone-mn04 | linear classifier on mn04 | clips of train and valid lists, 10 folds, artists apart | 42 43 44 | clips table lists artists pretrained ffmpeg
backbone-musicnn | linear classifier on musicnn | clips of train and valid lists, 10 folds, artists apart | 42 43 44 | clips table lists artists pretrained ffmpeg
backbone-both | linear classifier on mn04+musicnn | clips of train and valid lists, 10 folds, artists apart | 42 43 44 | clips table lists artists pretrained ffmpeg
backbone-valid | linear classifier on mn04+musicnn, fitted to the train list | clips of the valid list | 42 | clips table lists artists pretrained ffmpeg
pretrained-heads | classifiers of the package GenreNet.Pretrained: linear, L2 0.6 | clips of train and valid lists, clips of two sources twice, 10 folds, artists apart | 42 | clips table lists artists pretrained ffmpeg
few-shot | linear classifier on five clips per genre, 20 draws: also of track means alone, and by ridge regression | clips of train and valid lists, tested on other artists | 1 to 20 | clips table lists artists pretrained ffmpeg
pretrained-content | model audioset: clips and signals without music that are named as such; thresholds were chosen with them | none | none | gtzan-10x6 gtzan-3 gtzan-short pretrained ffmpeg
pretrained-speed | mn04 from a WAV file to the embedding, the network alone against PyTorch, and file to genre by gtzan-mn04 and gtzan-mn04-musicnn, one thread | none | none | named gtzan-3 pretrained ffmpeg
embedded-crossval | training of the embedded model: linear classifier of summaries, network taught by mn04+musicnn, and their vote | clips of train and valid lists, 4 folds, artists apart | 42 | named clips table lists artists pretrained ffmpeg
taggrams | linear classifier on published taggrams of musicnn | train list, 10 folds, artists apart | 42 | taggrams artists
embedded-audio | embedded model, clips of the train and valid lists, which it may be fitted to | clips of train and valid lists | none | clips table lists artists ffmpeg
confidence | embedded model: how many answers above a confidence of 0.8 are correct | clips of train and valid lists | none | clips table lists artists ffmpeg
answer-checks | embedded model: short excerpts, novelty, signals that are not music | none | none | gtzan-10x6 gtzan-3 gtzan-short ffmpeg
speed | features against C, torchaudio and NWaves, an epoch against PyTorch | none | none | named torch
speed-answer | embedded model: file to genre against the features alone, one thread | none | none | named gtzan-3 ffmpeg
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
[ -d "${positional[0]}" ] || { echo "build/figures.sh: ${positional[0]} is not a folder: specify the folder with the data." >&2; exit 1; }
data=$(realpath "${positional[0]}")
mkdir -p "${positional[1]}"
out=$(realpath "${positional[1]}")
root=$(realpath "$(dirname "$0")/..")
for name in "${only[@]}"; do
  grep -q "^$name | " <<< "$catalogue" || { echo "build/figures.sh: unknown figure $name; --list prints the names." >&2; exit 2; }
done
cd "$root"

# Records a command of the figure, and runs it unless its result exists already (see `once`).
run() {
  local shown="$*"
  shown=${shown//$data/DATA}
  shown=${shown//$out/OUT}
  shown=${shown//$root\//}
  shown=${shown/#dotnet run -c Release --no-build --project src\/GenreNet.Training --/genrenet}
  printf '%s\n' "${shown% --force}" >> "$out/$figure.commands"
  if [ -z "${is_done:-}" ]; then "$@" >> "$out/$figure.log" 2>&1; fi
}

# once MARKER COMMAND...: a command that several figures share; it is recorded for each of them.
once() {
  local marker=$1 is_done=""
  shift
  if [ -e "$marker" ]; then is_done=1; fi
  "$@"
  touch "$marker"
}

models_folder() { dotnet run -c Release --no-build --project "$root/src/GenreNet.Training" -- models where; }

genrenet() {
  # Repeated into the same folder, the commands replace their results.
  case $1 in train | crossval | leakage | combine | card) set -- "$@" --force ;; esac
  run dotnet run -c Release --no-build --project "$root/src/GenreNet.Training" -- "$@"
}

# result VALUE [INTERVAL]: a row of the table. An empty value is a failure, because the format of the output has changed.
result() {
  if [ -z "$1" ]; then echo "no figure was found in the output" >> "$out/$figure.log"; return 1; fi
  printf '%s\t%s\n' "$1" "${2:-}" >> "$out/$figure.results"
}

# number FILE KEY: the first number of that key in a JSON file.
number() { grep -oE "\"$2\": *-?[0-9.]+([eE][-+]?[0-9]+)?" "$1" | head -n 1 | sed -E 's/.*: *//'; }
percent() { [ -n "$1" ] && awk -v v="$1" 'BEGIN { printf "%.1f %%", 100 * v }'; }

# within OBJECT KEY FILE: the first number of that key after the first object of that name; fails if there is none.
within() { sed -E "s/.*\"$1\"://" "$3" | grep -oE "\"$2\": *[0-9.]+(e-?[0-9]+)?" | head -n 1 | sed -E 's/.*: *//'; }

# accuracy LABEL FILE...: accuracy by track of some files of one kind, with the interval of the first.
accuracy() {
  local label=$1 values="" file all macro low high
  shift
  for file in "$@"; do
    all=$(percent "$(number "$file" track_accuracy)")
    macro=$(percent "$(within track_macro recall "$file")")
    values+="${values:+, }$all (macro $macro)"
  done
  low=$(percent "$(within track_interval low "$1")")
  high=$(percent "$(within track_interval high "$1")")
  result "${label:+$label: }$values" "$low to $high"
}

clips=$out/clips
# Clips and table rows of the train and valid lists, and the artists as groups.
manifests() {
  # Without carriage returns, which would become one common artist of all tracks without an artist.
  tr -d '\r' < "$data/artists/artists.csv" > "$out/artists.csv"
  once "$clips/done" run build/gtzan-manifests.sh "$data/splits" "$out/artists.csv" "$data/features_30_sec.csv" "$clips" \
    "$data/gtzan-10x6.tar.gz" "$data/gtzan-3" "$data/gtzan-short"
}

# The manifest of clips without files that are not audio: GTZAN's jazz.00054.wav is damaged in many copies.
decodable() {
  local row
  while IFS= read -r row; do
    case $row in path,*) echo "$row" ;; *) case $(head -c 4 "$clips/${row%%,*}" | tr -d '\0') in RIFF | fLaC | .snd) echo "$row" ;; esac ;; esac
  done < "$clips/labelled.csv"
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
  crossvalidate "$figure" 4 "$clips/table.csv" --groups "$out/artists.csv" --threads 1 "$@"
}

# `prepare` keeps the embeddings of clips that it finds unchanged.
embeddings() {
  manifests
  genrenet prepare "$clips/labelled.csv" --backbone "$1" --tail Align --out "$out/${1//+/-}.npz"
}

# own_folds DATA ARGUMENTS...: the built-in cross-validation of the network linear, three seeds.
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
  local means deviations
  mapfile -t means < <(grep -oE '"segment_accuracy": *[0-9.]+' "$out/leakage/leakage.json" | sed -E 's/.*: *//')
  mapfile -t deviations < <(grep -oE '"segment_deviation": *[0-9.]+' "$out/leakage/leakage.json" | sed -E 's/.*: *//')
  local split mean deviation i=0
  for split in "leaky segments" "by track" "published lists"; do
    mean=$(percent "${means[i]:-}")
    deviation=$(percent "${deviations[i]:-}")
    result "$split: $mean, standard deviation over the seeds $deviation"
    i=$((i + 1))
  done
}

run_table_agreement() {
  genrenet export "$data/gtzan-3" --out "$out/export.csv"
  # Complete clips have the length in the table; others are excerpts.
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
  run dotnet run -c Release --project tests/GenreNet.Core.Tests -- -class '*LibrosaFeatureTests' -class '*MfccExtractorTests' -class '*ChromaTests' \
    -class '*PretrainedMelTests' -class '*ResamplerTests' -class '*ResamplerParityTests'
  result "$(grep -oE 'Total: [0-9]+.*' "$out/librosa.log" | tail -n 1), within the tolerances of the tests"
}

run_table_summary() { table_folds --network summary; }
run_table_summary_mixup() {
  table_folds --network summary --ensemble-size 3 --epochs 60 --mixup 0.4 --optimizer AdamW --weight-decay 0.01 --schedule one-cycle --learning-rate 3e-3 \
    --label-smoothing 0.1 --monitor None
}
run_table_linear() { table_folds --network linear; }
run_table_trainers() {
  manifests
  local trainer seed files
  for trainer in lightgbm logistic sdca svm; do
    files=()
    for seed in 42 43 44; do
      genrenet crossval "$clips/table.csv" --groups "$out/artists.csv" --trainer "$trainer" --threads 1 --folds 4 --seed "$seed" --out "$out/$figure-$trainer-$seed"
      files+=("$out/$figure-$trainer-$seed/crossval.json")
    done
    accuracy "$trainer" "${files[@]}"
  done
}
run_table_by_track() {
  crossvalidate "$figure" 10 "$data/features_30_sec.csv" --network linear
  genrenet crossval "$data/features_30_sec.csv" --network summary --ensemble-size 9 --epochs 60 --optimizer AdamW --weight-decay 0.01 --schedule one-cycle \
    --learning-rate 3e-3 --label-smoothing 0.1 --mixup 0.2 --gain-deviation 6 --equalizer-deviation 4 --monitor None --seed 42 --threads 1 \
    --folds 10 --out "$out/table-by-track-summary"
  accuracy "nine networks summary" "$out/table-by-track-summary/crossval.json"
}
run_table_mlnet() {
  run dotnet run -c Release --project benchmarks/GenreNet.Baselines -- "$data/features_30_sec.csv" "$data/splits/train_filtered.txt" "$data/splits/valid_filtered.txt"
  result "$(grep '%' "$out/table-mlnet.log" | sed -E 's/ +/ /g' | paste -sd ';')"
}
run_backbone_mn04() { backbone mn04; }
run_backbone_musicnn() { backbone musicnn; }
run_backbone_both() { backbone mn04+musicnn; }

run_backbone_valid() {
  embeddings mn04+musicnn
  # The same fit twice: the split files differ in the test part, complete clips or excerpts of the valid list.
  awk -F , -v out="$out/valid-" '
    function listed(tracks, n,   i, text) { for (i = 1; i <= n; i++) text = text (i > 1 ? ", " : "") "\"" tracks[i] "\""; return "[" text "]" }
    function write(part, tracks, n) {
      print "{ \"format_version\": 1, \"train\": " listed(train, t) ", \"validation\": [], \"test\": " listed(tracks, n) " }" > (out part ".json")
    }
    NR == FNR { sub(/\.[a-z]+\r?$/, ""); valid[$0] = 1; next }
    FNR == 1 { next }
    { track = $3; isShort = sub(/\.short$/, "", track); if (!(track in valid)) train[++t] = $3; else if (isShort) short[++s] = $3; else complete[++c] = $3 }
    END { write("complete", complete, c); write("short", short, s) }' "$data/splits/valid_filtered.txt" <(decodable)
  local part
  for part in complete short; do
    genrenet train "$out/mn04-musicnn.npz" --network linear --split-file "$out/valid-$part.json" --seed 42 --out "$out/backbone-valid-$part"
    accuracy "$part" "$out/backbone-valid-$part/metrics.json"
  done
}

run_taggrams() {
  genrenet train "$data/taggrams/training_data_GTZAN_MSDmusicnn_taggram.npz" --network linear --groups "$data/artists/artists.csv" --split everything --seed 42 \
    --out "$out/taggrams"
  accuracy "" "$out/taggrams/metrics.json"
}

# The clips that the classifiers of the package and the teacher of the embedded model were fitted to.
head_clips() {
  manifests
  # Tracks with complete clips in two folders are listed twice, as in the training of the classifiers of the package; both clips have the same artist.
  mkdir -p "$out/heads"
  [ -d "$out/heads/three" ] || { rm -rf "$out/heads/copy"; cp -r "$data/gtzan-3" "$out/heads/copy"; mv "$out/heads/copy" "$out/heads/three"; }
  [ -d "$out/heads/short" ] || { rm -rf "$out/heads/copy"; cp -r "$data/gtzan-short" "$out/heads/copy"; mv "$out/heads/copy" "$out/heads/short"; }
  [ -d "$out/heads/ten" ] || { rm -rf "$out/heads/copy"; cp -r "$clips/unpacked/gtzan-10x6/genres" "$out/heads/copy"; mv "$out/heads/copy" "$out/heads/ten"; }
  { echo path,genre,track,group
    (cd "$out/heads" && find three ten short -type f -regextype posix-extended -regex '.*[.][0-9]{5}[.][a-z]+' | LC_ALL=C sort) | awk -F , '
      FNR == 1 { file++ }
      file == 1 { listed[$0] = 1; next }
      file == 2 { comma = index($0, ","); artist[substr($0, 1, comma - 1)] = substr($0, comma + 1); next }
      {
        split($0, part, "/"); name = part[3]; sub(/[.][a-z]+$/, "", name); track = part[2] "/" name
        if (!(track in listed) || name == "jazz.00054" && part[1] == "ten") next
        who = artist[track] == "" ? track : artist[track]; gsub(/^"|"$/, "", who)
        print $0 "," part[2] "," part[1] "/" name ",\"" who "\""
      }' "$clips/labelled.txt" "$out/artists.csv" -
  } > "$out/heads/gtzan-clips.csv"
}

run_pretrained_heads() {
  head_clips
  local name
  for name in mn04 musicnn mn04-musicnn; do
    genrenet train "$out/heads/gtzan-clips.csv" --backbone "${name/-/+}" --tail Align --split everything --linear-l2 0.6 --seed 42 --threads 1 --out "$out/heads-$name"
    accuracy "gtzan-$name" "$out/heads-$name/metrics.json"
    # The last bits differ on processors with another vector width.
    if cmp -s "$out/heads-$name/head.onnx" "src/GenreNet.Pretrained/Heads/gtzan-$name.onnx"; then result "gtzan-$name: same bytes as in the package"; fi
  done
  result "blues by gtzan-mn04-musicnn: $(percent "$(sed -E 's/.*"genre":"blues"//' "$out/heads-mn04-musicnn/metrics.json" | grep -oE '"track_recall": *[0-9.]+' | head -n 1 | sed -E 's/.*: *//')")"
  local l2
  for l2 in 0.1 0.3 1 3; do
    genrenet train "$out/heads-mn04-musicnn/features.npz" --network linear --split everything --linear-l2 "$l2" --seed 42 --threads 1 --out "$out/heads-l2-$l2"
    accuracy "gtzan-mn04-musicnn with L2 $l2" "$out/heads-l2-$l2/metrics.json"
  done
}

run_few_shot() {
  embeddings mn04+musicnn
  local check=(run dotnet run -c Release --project benchmarks/GenreNet.TrainingBenchmarks -- --few-shot "$out/mn04-musicnn.npz")
  "${check[@]}" --parts mn04=384,musicnn=200
  "${check[@]}" --items Tracks
  "${check[@]}" --method Ridge
  local line lines
  mapfile -t lines < <(grep 'clips per genre' "$out/few-shot.log" | sed -E 's|: [0-9]+ clips per genre, [0-9]+ draws||')
  for line in "${lines[@]:0:3}" "track means alone, ${lines[3]:-}" "ridge regression, ${lines[4]:-}"; do result "$line"; done
}

run_pretrained_content() {
  genrenet models get audioset
  mkdir -p "$out/ten"
  tar -xzf "$data/gtzan-10x6.tar.gz" -C "$out/ten"
  run dotnet run -c Release --project benchmarks/GenreNet.AnswerChecks -- --model audioset "$out/ten/genres" "$data/gtzan-3" "$data/gtzan-short"
  # Complete clips of the three folders, and two lists of signals.
  result "$(awk '
    /^[^ ]/ { part = /signals/ ? "signals" : "clips"; isCounted = part == "signals" }
    / complete$/ { isCounted = 1; next } /^  [0-9.]+ s$/ { isCounted = 0 }
    isCounted && /no music found/ { named[part] += $4; all[part] += $6 }
    END { printf "no music found: %d of %d clips, %d of %d signals that are not music", named["clips"], all["clips"], named["signals"], all["signals"] }' \
    "$out/pretrained-content.log")"
}

# A clip of 30 s as WAV.
wav_clip() { once "$out/clip.wav" run ffmpeg -nostdin -y -v error -i "$data/gtzan-3/rock/rock.00000.flac" "$out/clip.wav"; }

run_pretrained_speed() {
  wav_clip
  genrenet models get gtzan-mn04 gtzan-mn04-musicnn
  local bench=(run dotnet run -c Release --project benchmarks/GenreNet.Benchmarks --)
  "${bench[@]}" --embed 5
  local name folder
  folder=$(models_folder)
  for name in gtzan-mn04 gtzan-mn04-musicnn; do "${bench[@]}" --classify "$out/clip.wav" 0 "$folder/models/$name.onnx"; done
  result "$(grep '^median' "$out/pretrained-speed.log")"
  local line lines
  mapfile -t lines < <(grep 'file to genre .* ms' "$out/pretrained-speed.log")
  for line in "gtzan-mn04, ${lines[0]}" "gtzan-mn04-musicnn, ${lines[1]}"; do result "$line"; done
}

run_embedded_crossval() {
  head_clips
  genrenet train "$out/heads/gtzan-clips.csv" --backbone mn04+musicnn --tail Align --split everything --seed 42 --threads 1 --out "$out/teacher"
  run build/default-model.sh "$data/features_30_sec.csv" "$data/splits" "$data/artists/artists.csv" "$out/teacher/model.onnx" "$out/embedded" \
    "$data/gtzan-3" "$data/gtzan-10x6.tar.gz" "$data/gtzan-short"
  accuracy "linear" "$out/embedded/crossval-linear/crossval.json"
  accuracy "taught network" "$out/embedded/crossval-student/crossval.json"
  result "$(grep '^The vote is correct' "$out/embedded-crossval.log" | tail -n 1)"
}

run_embedded_audio() {
  manifests
  genrenet evaluate default "$clips/labelled.csv" --subset all --json
  grep '^{' "$out/$figure.log" | tail -n 1 > "$out/embedded.json"
  accuracy "" "$out/embedded.json"
}

run_confidence() {
  manifests
  # One line of JSON per clip.
  decodable | tail -n +2 | cut -d , -f 1 | sed "s|^|$clips/|" > "$out/confidence.txt"
  printf 'genrenet predict $(cat OUT/confidence.txt) --model default --json\n' >> "$out/$figure.commands"
  xargs dotnet run -c Release --no-build --project "$root/src/GenreNet.Training" -- predict --model default --json < "$out/confidence.txt" > "$out/confidence.json" 2>> "$out/confidence.log"
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
  run dotnet run -c Release --project benchmarks/GenreNet.AnswerChecks -- "$out/ten/genres" "$data/gtzan-3" "$data/gtzan-short"
  # One row per folder and length, and per list of signals.
  local line lines
  mapfile -t lines < <(awk '
    function share() { match($0, /[0-9.]+ %/); return substr($0, RSTART, RLENGTH) }
    /^[^ ].*: out of distribution / { split($0, part, ":"); print part[1] ": out of distribution " share(); next }
    /^[^ ].*, ([0-9]+ files|[0-9]+ s)$/ { group = $0; length_ = "" }
    /^  ([0-9.]+ s|complete)$/ { length_ = ", " substr($0, 3) }
    / correct / { correct = share() } / as the complete clip / { same = share() }
    / out of distribution / { print group length_ ": " (length_ == "" ? "" : "correct " correct ", as the complete clip " same ", ") "out of distribution " (/ or silent / ? "or silent " : "") share() }
    ' "$out/answer-checks.log")
  [ "${#lines[@]}" -gt 2 ]
  for line in "${lines[@]}"; do result "$line"; done
}

run_speed() {
  run dotnet run -c Release --project benchmarks/GenreNet.Benchmarks -- --peers
  run dotnet run -c Release --project benchmarks/GenreNet.TrainingBenchmarks -- --peer
  local line lines
  mapfile -t lines < <(awk '/^case/ { isRow = 1 } /^$/ { isRow = 0 } isRow || /^median ratio|two threads/ { gsub(/ +/, " "); print }' "$out/speed.log")
  [ "${#lines[@]}" -gt 2 ]
  for line in "${lines[@]}"; do result "$line"; done
}

run_speed_answer() {
  wav_clip
  run dotnet run -c Release --project benchmarks/GenreNet.Benchmarks -- --classify "$out/clip.wav" 2000
  result "$(grep -E 'file to genre|allocated per clip' "$out/speed-answer.log" | paste -sd ';' | sed 's/;/; /g')"
}

# Prints what is missing of one need; prints nothing if it is complete.
missing() {
  case $1 in
    table) [ -f "$data/features_30_sec.csv" ] || echo features_30_sec.csv ;;
    gtzan-3 | gtzan-short) [ -d "$data/$1" ] || echo "$1" ;;
    gtzan-10x6) [ -f "$data/gtzan-10x6.tar.gz" ] || echo gtzan-10x6.tar.gz ;;
    clips) missing gtzan-3; missing gtzan-short; missing gtzan-10x6 ;;
    lists) [ -f "$data/splits/valid_filtered.txt" ] || echo "splits/*_filtered.txt" ;;
    artists) [ -f "$data/artists/artists.csv" ] || echo artists/artists.csv ;;
    taggrams) [ -f "$data/taggrams/training_data_GTZAN_MSDmusicnn_taggram.npz" ] || echo taggrams ;;
    torch) /usr/bin/python3 -c 'import torch' 2> /dev/null || echo python3-torch ;;
    ffmpeg) command -v ffmpeg > /dev/null || echo ffmpeg ;;
    pretrained) [ "$(models_folder 2> /dev/null | xargs -I {} find {}/checkpoints -name 'mn04*.pt' -o -name 'MSD*.h5' 2> /dev/null | wc -l)" = 2 ] \
      || echo "the checkpoints mn04 and musicnn-msd (genrenet models get mn04 musicnn)" ;;
  esac
}

dotnet build -c Release "$root/src/GenreNet.Training" > "$out/build.log" || { tail -n 20 "$out/build.log" >&2; exit 1; }

# Results of earlier calls stay in the table until their figures are repeated.
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
  rm -f "$out/$figure.results" "$out/$figure.commands" "$out/$figure.log"
  touch "$out/$figure.results" "$out/$figure.commands"
  if [ -n "$lacking" ]; then
    result "not run: needs $lacking"
  else
    echo "$figure ..."
    # A subshell with its own -e, so that a failed figure does not stop the others.
    status=0
    (set -e; "run_${figure//-/_}") < /dev/null & wait $! || status=$?
    if [ "$status" != 0 ]; then
      failed=$((failed + 1))
      result "failed: see OUT/$figure.log"
    fi
  fi
  while IFS=$'\t' read -r value interval; do
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$figure" "$what" "$value" "$interval" "$split" "$seeds" "$(date +%F)" "$(xargs <<< "$needs")" "$(paste -sd ';' "$out/$figure.commands" | sed 's/;/; /g')"
  done < "$out/$figure.results" > "$rows/$figure.tsv"
  rm -f "$out/$figure.results" "$out/$figure.commands"
  cut -f 1,3,4 "$rows/$figure.tsv"
done <<< "$catalogue"

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
