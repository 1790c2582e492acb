#!/usr/bin/env bash
# Sends each new released report back to the repository it belongs to, by the service's own interface.
#   return.sh <homework>    COURSE_TOKEN=…  SERVICE=github | gitea | gitlab  API=https://api.github.com
set -euo pipefail
homework=$1 work=${WORK:-.pull} service=${SERVICE:-github}
api=${API:-https://api.github.com}
[ -s "$work/new.tsv" ] || exit 0
call() { curl --silent --show-error --fail --retry 3 --header "@$work/header" --header "Content-Type: application/json" "$@"; }
umask 077
if [ "$service" = gitlab ]; then echo "PRIVATE-TOKEN: ${COURSE_TOKEN:?}" > "$work/header"; else echo "Authorization: Bearer ${COURSE_TOKEN:?}" > "$work/header"; fi
trap 'rm -f "$work/header"' EXIT

while IFS=$'\t' read -r id repository commit; do
  [ -f "released/$id.md" ] || { echo "$id: there is no report" >&2; continue; }
  path=${repository#*://}; path=${path#*@}; path=${path#*/}; path=${path%.git}
  summary=$(awk -F '\t' -v id="$id" '$1 == id { print $3 }' "$work/released.tsv" | cut -c 1-130)
  status=$(jq -n --arg s "$summary" --arg c "grading/$homework" '{state: "success", context: $c, name: $c, description: $s}')
  body=$(jq -n --arg t "$homework: report for ${commit:0:7}" --rawfile b "released/$id.md" '{title: $t, body: $b}')
  if [ "$service" = gitlab ]; then
    project=$(jq -rn --arg p "$path" '$p | @uri')
    call --request POST --data "$status" "$api/projects/$project/statuses/$commit" > /dev/null
    call --request POST --data "$(jq '{note: .body}' <<< "$body")" "$api/projects/$project/repository/commits/$commit/comments" > /dev/null
  else
    call --request POST --data "$status" "$api/repos/$path/statuses/$commit" > /dev/null
    call --request POST --data "$body" "$api/repos/$path/issues" > /dev/null
  fi
  echo "$id: $summary"
done < "$work/new.tsv"
