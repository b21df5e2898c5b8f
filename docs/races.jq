# The table of races, from what the checker says:
#
#   ./quiesce check xfrm --format json | jq -rf docs/races.jq > docs/races.md
#
# A race is known by the beginning of its scenario's name (bd1_double_delete is BD1), or by this list.

def named: {
    "lower_handle.c resolve_vs_free": "R1",
    "lower_handle.c torn_triple": "R2",
    "lower_handle.c ok_without_handle": "R3",
    "flush.c unregister": "XF2",
    "flush.c netns_exit": "XF3",
    "bond_cleartext.c bd9_bd10_no_loss": "BD9, BD10",
    "bond_cleartext.c check_and_wait_vs_delete": "BD9, BD10",
    "upper_priv.c opt_in": "opt-in",
    "upper_priv.c stub": "stub"
};
def file: .model | split("/") | last;
def race: named["\(file) \(.scenario)"]
    // first(.scenario | capture("^(?<k>bd|xf|r|s)(?<n>[0-9]+)_") | (.k | ascii_upcase) + .n)
    // null;
def order: . as $race | if . == "opt-in" or . == "stub" then [9, 0, .] else
    capture("^(?<k>[A-Z]+)(?<n>[0-9]+)") | [({"R": 0, "BD": 1, "XF": 2, "S": 3}[.k]), (.n | tonumber), $race] end;
def link: "[`\(.scenario)`](../model/src/main/resources/models/xfrm/\(file))";
def steps: .trace[-1].n;
def words: ascii_downcase | gsub("_"; " ");

if all(.results[]; .asExpected) then . else error("a row is not as expected") end
| [.results[] | select(.model | endswith(".c")) | . + {race: race} | select(.race)]
| group_by([(.race | order), file, .scenario])
| "# Race by race",
  "",
  "Made from the checker's own output by the command in [races.jq](races.jq). Each race is told in the header of its model, with",
  "its source. Every row was as expected. Steps are those of the shortest counterexample; states are those that were visited until",
  "it was found, or all there are if it was proved, under sequential consistency. Both count what is left after merging local",
  "steps, so a change of the reductions changes them. S1 to S4 are claims about models.",
  "",
  "| race | model | broken: variant, finding, steps, states | proved: variant, states |",
  "|---|---|---|---|",
  (.[] | "| \(.[0].race) | \(.[0] | link) | "
    + ([.[] | select(.verdict == "VIOLATED") | "`\(.variant)`: \(.finding | words), \(steps) steps, \(.states)"] | join("<br>")) + " | "
    + ([.[] | select(.verdict == "PROVED") | "`\(.variant)`, \(.states)"] | join("<br>")) + " |")
