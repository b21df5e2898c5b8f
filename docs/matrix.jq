# Alternatives by properties, from what the checker says of a model whose scenarios are properties:
#
#   ./quiesce check xfrm/flush_design --format json | jq -rf docs/matrix.jq

def distinct: reduce .[] as $x ([]; if any(.[]; . == $x) then . else . + [$x] end);

[.results[] | {variant, scenario, sign: ({"PROVED": "yes", "VIOLATED": "no"}[.verdict] // .verdict)}] as $rows
| ($rows | map(.variant) | distinct) as $variants
| ($rows | map(.scenario) | distinct)
| "| property | \($variants | join(" | ")) |",
  "|---|\($variants | map("---|") | add)",
  (.[] as $s | "| \($s) | \($variants
    | map(. as $v | first($rows[] | select(.scenario == $s and .variant == $v) | .sign) // "") | join(" | ")) |")
