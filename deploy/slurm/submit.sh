#!/bin/bash
# Classifies a catalogue on a Slurm cluster and merges the results:
#   submit.sh SOURCE OUT [TASKS [OPTIONS OF GENRENET CLASSIFY]]
#
# SOURCE and OUT must have the same path on all nodes. TASKS is the number of array tasks, 32 by default; 32%8 runs at most 8 at a time. The
# merged file is OUT.parquet, the logs are in OUT/log. Run the same command again after a failure: finished shards are skipped.
#
# Partition, account and so on: the variables of sbatch, such as SBATCH_PARTITION and SBATCH_ACCOUNT. GENRENET is the path of the command if it
# is not in PATH.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: submit.sh SOURCE OUT [TASKS [OPTIONS]]" >&2
  exit 2
fi

source=$1 out=${2%/} tasks=${3:-32}
shift $(($# < 3 ? $# : 3))
if ! [[ $tasks =~ ^([1-9][0-9]*)(%[1-9][0-9]*)?$ ]]; then
  echo "submit.sh: TASKS must be a number such as 32, or 32%8 for at most 8 at a time, not '$tasks'." >&2
  exit 2
fi

last=$((BASH_REMATCH[1] - 1)) throttle=${BASH_REMATCH[2]}
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$out/log"
array=$(sbatch --parsable --array="0-$last$throttle" --output="$out/log/classify-%A-%a.txt" "$folder/classify.sbatch" "$source" "$out" "$@")
# A cluster of several federated ones is part of the answer: ID;CLUSTER.
array=${array%%;*}
# Without --kill-on-invalid-dep, the merge job would wait forever if a task fails.
merge=$(sbatch --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes --output="$out/log/merge-%j.txt" "$folder/merge.sbatch" "$out" "$out.parquet")
echo "Submitted the array $array and the merge job ${merge%%;*}. Progress: squeue --jobs=$array,${merge%%;*}. Result: $out.parquet."
