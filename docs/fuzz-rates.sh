#!/usr/bin/env bash
# How often random runs break the models that are meant to break, as a table:
#
#   docs/fuzz-rates.sh 1000 1 > rates.md     1000 runs of each row with seed 1
#
# plain: any thread after every instruction that others could tell. uniform, pct: after what no other thread can tell apart was
# merged. What only weak memory breaks is left out: these are interleavings.
set -eu
runs=${1:-1000}
seed=${2:-1}
quiesce=${QUIESCE:-$(dirname "$0")/../quiesce}
rates() {
    "$quiesce" fuzz xfrm --runs "$runs" --seed "$seed" --max-steps 1000 --count --format json "$@" || [ $? -lt 64 ]
}
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
rates --strategy uniform --no-reduction > "$folder/plain.json"
rates --strategy uniform > "$folder/uniform.json"
rates --strategy pct > "$folder/pct.json"
jq -rs '
def rows: [.results[] | select(.expected != "HOLDS" and .expected != "DATA_RACE" and (.model | endswith("weak_memory.c") | not))];
def rate: 100 * .sample.failing / .sample.runs * 10 | round / 10 | tostring + " %";
def mean: map(.sample.failing / .sample.runs) | 1000 * add / length | round / 10 | tostring + " %";
def never: map(select(.sample.failing == 0)) | length | tostring;
map(rows) | . as $by
| "| model | scenario | variant | plain | uniform | pct |", "|---|---|---|---|---|---|",
  (range($by[0] | length) as $n | $by[0][$n]
   | "| \(.model | ltrimstr("xfrm/")) | `\(.scenario)` | `\(.variant)` | \($by | map(.[$n] | rate) | join(" | ")) |"),
  "| all \($by[0] | length) | | mean | \($by | map(mean) | join(" | ")) |",
  "| | | never broken | \($by | map(never) | join(" | ")) |"
' "$folder/plain.json" "$folder/uniform.json" "$folder/pct.json"
