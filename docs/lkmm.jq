# What weak memory changes in the lifecycle models, from what the checker says of them under both memory models:
#
#   ./quiesce check xfrm --memory sc,lkmm --timeout 4s --format json | jq -rf docs/lkmm.jq > docs/lkmm.md
#
# It takes some minutes: a row that has no answer in 4 s is bounded.

def file: .model | split("/") | last;
def row: "\(file) \(.scenario) \(.variant)";
def words: ascii_downcase | gsub("_"; " ");
def verdict: if .verdict == "PROVED" then "holds" elif .verdict == "VIOLATED" then (.finding | words) else "no answer" end;
def why: .bound // (.message | sub("cannot be checked under lkmm: "; "") | sub(" at [^ ]*$"; ""));
def reordered: .message as $m | [(.details // [])[] | select(test("takes effect before"))
    | gsub(" at (?<f>[^ ]*/)?(?<l>[^ /]*:[0-9]+)"; " (\(.l))")] | if . == [] then ($m | sub("^[^ ]*: "; "")) else join("<br>") end;

[.results[] | select(.model | endswith(".c"))]
| (map(select(.memory == "sc")) | INDEX(row)) as $sc
| (map(select(.memory == "lkmm")) | map(. + {sc: $sc[row]})) as $lkmm
| ($lkmm | map(select(.sc.verdict == "PROVED" and .verdict == "VIOLATED"))) as $changed
| ($lkmm | map(select(.sc.verdict == "PROVED" and .verdict == "PROVED"))) as $kept
| ($lkmm | map(select(.verdict == "VIOLATED" and .sc.verdict == "VIOLATED"))) as $broken
| ($lkmm | map(select(.verdict == "ERROR" or .verdict == "BOUNDED"))) as $open
| "# What weak memory changes",
  "",
  "Made from the checker's own output by the command in [lkmm.jq](lkmm.jq). An interleaving is an execution under every memory",
  "model, so what breaks under sequential consistency breaks under the kernel's. Of what holds, some breaks, some is proved for",
  "weak memory too, and of the rest there is no answer.",
  "",
  "| broken by an interleaving | broken by weak memory only | proved under both | no answer |",
  "|---|---|---|---|",
  "| \($broken | length) | \($changed | length) | \($kept | length) | \($open | length) |",
  "",
  "## Broken by weak memory only",
  "",
  "| model | scenario, variant | under lkmm | what takes effect in another order |",
  "|---|---|---|---|",
  ($changed[] | "| `\(file)` | `\(.scenario)`, `\(.variant)` | \(verdict) | \(reordered) |"),
  "",
  "## Proved under both",
  "",
  "| model | scenario, variant |",
  "|---|---|",
  ($kept | group_by([file, .scenario])[] | "| `\(.[0] | file)` | `\(.[0].scenario)`: \([.[] | "`\(.variant)`"] | join(", ")) |"),
  "",
  "## No answer, and why",
  "",
  "| why | rows |",
  "|---|---|",
  ($open | group_by(why)[] | "| \(.[0] | why) | \(length): \([.[] | "`\(file | rtrimstr(".c"))`"] | unique | join(", ")) |")
