#!/usr/bin/env bash
# Makes the example clips: examples/GENRE.ogg, one per genre of the embedded model, and measures how the model classifies such music.
# Usage: build/examples.sh [OUT]
#   OUT   folder of the clips, default: examples
# Needs ffmpeg with libvorbis. The music is the same on every run; the bytes of the .ogg files depend on the version of libvorbis.
# The numbers to copy to examples/README.md are printed.
set -euo pipefail
root=$(realpath "$(dirname "$0")/..")
out=$(realpath -m "${1:-$root/examples}")
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release --nologo -v q "$root/src/GenreNet.Training"
genrenet() { dotnet run -c Release --no-build --project "$root/src/GenreNet.Training" -- "$@"; }

# Twenty pieces per genre. The clip is the first that is classified correctly with at least the median confidence.
genrenet synthesize --styles gtzan --tracks 20 --seconds 24 --seed 42 --out "$work/music"
while read -r genre number; do
  ffmpeg -nostdin -loglevel error -y -i "$work/music/$genre/$genre.s42.$number.wav" \
    -af afade=t=in:d=0.02,afade=t=out:st=22.5:d=1.5 -map_metadata -1 -metadata title="GenreNet example: $genre" -metadata license=CC0-1.0 \
    -fflags +bitexact -flags:a +bitexact -c:a libvorbis -q:a 3 "$out/$genre.ogg"
done << 'CLIPS'
blues 00000
classical 00000
country 00003
disco 00002
hiphop 00001
jazz 00000
metal 00000
pop 00000
reggae 00001
rock 00001
CLIPS

{
  separator='['
  for file in "$out"/*.ogg; do
    genre=$(basename "$file" .ogg)
    printf '%s{"genre": "%s", "file": "%s.ogg"}' "$separator" "$genre" "$genre"
    separator=$',\n '
  done
  printf ']\n'
} > "$out/index.json"

ls -l "$out"
echo "The clips:"
genrenet predict "$out"/*.ogg --model default --top 2
echo "All pieces, by the embedded model:"
genrenet evaluate default "$work/music"
