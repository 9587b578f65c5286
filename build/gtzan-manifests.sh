#!/usr/bin/env bash
# Lists clips of GTZAN from several folders for build/default-model.sh: clips with labels, clips without, and their artists.
# usage: build/gtzan-manifests.sh LISTS ARTISTS TABLE OUT FOLDER...
#   LISTS    a folder with train_filtered.txt, valid_filtered.txt and test_filtered.txt
#   ARTISTS  a .csv with the columns track (such as blues/blues.00000) and artist
#   TABLE    features_30_sec.csv
#   FOLDER   a folder of GENRE/GENRE.NNNNN.EXT, or a .tar.gz of one; of a track with complete clips in several folders, the first clip is used
#            (a folder whose name ends in -short contains excerpts, which are separate clips)
# Writes, below OUT: audio (links to the clips, or copies), labelled.csv (clips of the train and valid lists), unlabelled.csv (clips of no list),
# groups.csv (artists) and table.csv (rows of the train and valid lists). Clips of the test list are left out everywhere.
set -euo pipefail
lists=$1 artists=$2 table=$3 out=$4
shift 4
rm -rf "$out/audio"
mkdir -p "$out/audio" "$out/unpacked"

# Lists name tracks as GENRE/GENRE.NNNNN.wav.
listed() { sed -E 's/\r$//; s/\.[a-z]+$//' "$@" | LC_ALL=C sort -u; }
listed "$lists/train_filtered.txt" "$lists/valid_filtered.txt" > "$out/labelled.txt"
listed "$lists/test_filtered.txt" > "$out/held.txt"

for folder in "$@"; do
  if [ -f "$folder" ]; then
    name=$(basename "$folder" .tar.gz)
    if [ ! -d "$out/unpacked/$name" ]; then
      mkdir "$out/unpacked/$name.partial"
      tar -xzf "$folder" -C "$out/unpacked/$name.partial"
      mv "$out/unpacked/$name.partial" "$out/unpacked/$name"
    fi
    folder=$out/unpacked/$name
  fi
  find -L "$folder" -type f -regextype posix-extended -regex '.*/[a-z]+/[a-z]+\.[0-9]{5}\.(wav|au|flac)' | LC_ALL=C sort | while read -r file; do
    printf '%s\t%s\t%s\n' "$(basename "$folder")" "$(basename "$(dirname "$file")")/$(basename "${file%.*}")" "$file"
  done
done > "$out/clips.tsv"

awk -F '\t' -v out="$out" '
  function quoted(text) { gsub(/"/, "\"\"", text); return "\"" text "\"" }
  FILENAME == ARGV[1] { labelled[$1] = 1; next }
  FILENAME == ARGV[2] { held[$1] = 1; next }
  FILENAME == ARGV[3] {
    # A carriage return would become one common artist of all tracks without an artist.
    sub(/\r$/, "")
    comma = index($0, ",")
    artist[substr($0, 1, comma - 1)] = substr($0, comma + 1)
    next
  }
  {
    (folder = $1) && (track = $2) && (file = $3)
    short = folder ~ /-short$/
    if (track in held || (!short && track in whole)) next
    if (!short) whole[track] = 1
    name = track (short ? ".short" : "")
    extension = file
    sub(/.*\./, ".", extension)
    target = "audio/" name extension
    who = artist[track] == "" ? track : artist[track]
    gsub(/^"|"$/, "", who)
    genre = track
    sub(/\/.*/, "", genre)
    print file "\t" target > (out "/links.tsv")
    if (track in labelled) print target "," genre "," name "," quoted(who) > (out "/labelled.rows")
    else print target "," name > (out "/unlabelled.rows")
  }' "$out/labelled.txt" "$out/held.txt" "$artists" "$out/clips.tsv"

while IFS=$'\t' read -r file target; do
  mkdir -p "$out/$(dirname "$target")"
  # A link to the content where the file system allows one, because manifests reject symbolic links that lead out of their folder.
  ln -f "$file" "$out/$target" 2> /dev/null || cp "$file" "$out/$target"
done < "$out/links.tsv"

(echo path,genre,track,group; cat "$out/labelled.rows") > "$out/labelled.csv"
(echo path,track; cat "$out/unlabelled.rows" 2> /dev/null || true) > "$out/unlabelled.csv"
# The table has its own track names; an artist is the same group in both.
awk -F , 'FILENAME == ARGV[1] { keep[$1] = 1; next } FNR == 1 { print; next } { track = $1; sub(/\.[a-z]+$/, "", track); genre = track; sub(/\..*/, "", genre) }
  (genre "/" track) in keep' "$out/labelled.txt" "$table" > "$out/table.csv"
awk 'FILENAME == ARGV[1] { labelled[$1] = 1; next } FNR == 1 { print "track,group"; next } {
    comma = index($0, ","); track = substr($0, 1, comma - 1); who = substr($0, comma + 1)
    if (!(track in labelled)) next
    if (who == "") who = track
    print track "," who
    print track ".short," who
  }' "$out/labelled.txt" "$artists" > "$out/groups.csv"
rm -f "$out"/*.rows "$out/links.tsv" "$out/clips.tsv"
echo "$(($(wc -l < "$out/labelled.csv") - 1)) labelled clips, $(($(wc -l < "$out/unlabelled.csv") - 1)) without labels, $(($(wc -l < "$out/table.csv") - 1)) rows of the table"
