#!/usr/bin/env bash
# Measures how the time and the memory of genrenet grow with the number of clips, with their length, and with the number of processors.
# usage: build/growth.sh OUT [STEP]...
#   OUT    a folder for the clips (4 GB) and the results, OUT/growth.csv; results of earlier calls are kept
#   STEP   clips-10, clips-100, clips-1000, clips-10000: `prepare` and `classify` of that many clips of 3 s, with one and with two processors
#          length-1, length-10, length-100, length-1000, length-3600, length-36000: `extract` and `predict` of a clip of that many seconds
#          Default: all of them, which takes several minutes; each is short enough to be run alone. `table` only prints the table.
# The table has the median over all rounds in the file. ROUNDS=3 runs each command three times. GENRENET names the command; without it, the
# project is built. Needs taskset, GNU time, and for the lengths ffmpeg.
set -euo pipefail

if [ $# -eq 0 ] || [[ $1 == -* ]]; then
  echo "usage: build/growth.sh OUT [STEP]..." >&2
  exit 2
fi

root=$(cd "$(dirname "$0")/.." && pwd)
out=$1
shift
steps=("$@")
[ ${#steps[@]} -gt 0 ] || steps=(clips-10 clips-100 clips-1000 clips-10000 length-1 length-10 length-100 length-1000 length-3600 length-36000)
rounds=${ROUNDS:-1}
clip_seconds=3
mkdir -p "$out"
out=$(cd "$out" && pwd)
results=$out/growth.csv
[ -f "$results" ] || echo "command,size,processors,seconds,processor_seconds,megabytes" > "$results"
# The default model, whatever is installed on this machine.
export GENRENET_HOME=$out/no-models

for tool in taskset /usr/bin/time; do
  command -v "$tool" > /dev/null || { echo "build/growth.sh: $tool is missing." >&2; exit 1; }
done

genrenet() {
  # shellcheck disable=SC2086 # a command with its arguments
  $GENRENET "$@"
}

find_command() {
  if [ -z "${GENRENET:-}" ]; then
    dotnet build -c Release "$root/src/GenreNet.Training" > "$out/build.log"
    GENRENET="dotnet $(find "$root/src/GenreNet.Training/bin/Release" -name genrenet.dll -not -path '*/ref/*' | sed -n 1p)"
  fi
}

# measure COMMAND SIZE PROCESSORS ARGUMENTS...
measure() {
  local name=$1 size=$2 processors=$3 cores=0
  shift 3
  [ "$processors" = 1 ] || cores=0-$((processors - 1))
  # shellcheck disable=SC2086
  /usr/bin/time -o "$out/time" -f '%e %U %S %M' taskset -c "$cores" $GENRENET "$@" > "$out/log" 2>&1 || { cat "$out/log" >&2; exit 1; }
  awk -v row="$name,$size,$processors" '{ printf "%s,%.2f,%.2f,%.0f\n", row, $1, $2 + $3, $4 / 1024 }' "$out/time" | tee -a "$results"
}

# The content of each file is different, because prepare extracts equal files once. Bytes after the end of a WAV file are not audio.
make_clips() {
  local all=$out/clips/10000 genre copy file
  [ -d "$all" ] && return
  genrenet synthesize --out "$out/new" --tracks 100 --seconds "$clip_seconds" > /dev/null
  for genre in "$out"/new/*/; do
    mkdir "$genre/0"
    mv "$genre"*.wav "$genre/0"
    for copy in 1 2 3 4 5 6 7 8 9; do
      cp -r "$genre/0" "$genre/$copy"
      for file in "$genre/$copy"/*.wav; do
        printf '%s' "$copy" >> "$file"
      done
    done
  done
  mkdir -p "$out/clips"
  mv "$out/new" "$all"
}

# Hard links to some of the clips take no space.
link_clips() {
  local count=$1 genre file target=$out/clips/$1
  [ -d "$target" ] && return
  for genre in "$out"/clips/10000/*/; do
    mkdir -p "$target/$(basename "$genre")"
    find "$genre" -name '*.wav' | LC_ALL=C sort | sed -n "1,$((count / 10))p" | while read -r file; do
      ln "$file" "$target/$(basename "$genre")/$(basename "$(dirname "$file")")-$(basename "$file")"
    done
  done
}

clips() {
  local count=$1 processors
  make_clips
  link_clips "$count"
  for processors in 2 1; do
    rm -rf "$out/features.npz" "$out/catalogue"
    measure prepare "$count" "$processors" prepare "$out/clips/$count" --out "$out/features.npz"
    measure classify "$count" "$processors" classify "$out/clips/$count" --out "$out/catalogue" --workers "$processors"
  done
  rm -rf "$out/features.npz" "$out/catalogue"
}

length() {
  local seconds=$1
  [ -f "$out/minute.wav" ] || { genrenet synthesize --out "$out/minute" --tracks 1 --seconds 60 > /dev/null; mv "$(find "$out/minute" -name '*.wav' | LC_ALL=C sort | sed -n 1p)" "$out/minute.wav"; rm -r "$out/minute"; }
  ffmpeg -v error -y -nostdin -stream_loop -1 -i "$out/minute.wav" -t "$seconds" -c copy "$out/long.wav"
  measure extract "$seconds" 1 extract "$out/long.wav" --out "$out/extracted"
  measure predict "$seconds" 1 predict "$out/long.wav" --json
  rm -rf "$out/long.wav" "$out/extracted"
}

table() {
  echo "| command | clips, or seconds of audio | processors | time | processor time | peak memory | rounds |"
  echo "|---|---|---|---|---|---|---|"
  tail -n +2 "$results" | sort -t, -k1,1 -k3,3n -k2,2n -k4,4n | awk -F, '
    function show() { if (n) printf "| `%s` | %s | %s | %.1f s | %.1f s | %.0f MB | %d |\n", c, s, p, mid(t), mid(u), mid(m), n }
    function mid(list,   i, j, x) {
      for (i = 2; i <= n; i++) { x = list[i]; for (j = i - 1; j > 0 && list[j] > x; j--) list[j + 1] = list[j]; list[j + 1] = x }
      return list[int((n + 1) / 2)]
    }
    { if ($1 != c || $2 != s || $3 != p) { show(); n = 0; c = $1; s = $2; p = $3 } n++; t[n] = $4 + 0; u[n] = $5 + 0; m[n] = $6 + 0 }
    END { show() }'
}

for step in "${steps[@]}"; do
  [[ $step =~ ^(clips-(10|100|1000|10000)|length-[1-9][0-9]*|table)$ ]] || { echo "build/growth.sh: there is no step $step." >&2; exit 2; }
done
for ((round = 1; round <= rounds; round++)); do
  for step in "${steps[@]}"; do
    [ "$step" = table ] || find_command
    case $step in
      clips-*) clips "${step#clips-}" ;;
      length-*) length "${step#length-}" ;;
    esac
  done
done
table
