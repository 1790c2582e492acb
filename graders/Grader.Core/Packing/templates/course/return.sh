#!/usr/bin/env bash
# Sends each released report that is new or has changed back to the repository it belongs to, by the service's own interface. What could not be sent
# is sent the next time.
#   return.sh <homework>    COURSE_TOKEN=…  SERVICE=github | gitea | gitlab  API=https://api.github.com
set -euo pipefail
homework=$1 work=${WORK:-.pull} service=${SERVICE:-github}
api=${API:-https://api.github.com}
[ -s "$work/released.tsv" ] || exit 0
mkdir -p "$work/sent"
call() { curl --silent --show-error --fail --retry 3 --header "@$work/header" --header "Content-Type: application/json" --output /dev/null --request POST --data "$1" "$2"; }
umask 077
if [ "$service" = gitlab ]; then echo "PRIVATE-TOKEN: ${COURSE_TOKEN:?}" > "$work/header"; else echo "Authorization: Bearer ${COURSE_TOKEN:?}" > "$work/header"; fi
trap 'rm -f "$work/header"' EXIT

send() {
  local id=$1 repository=$2 commit=$3 path summary state status body project
  path=${repository#*://}; path=${path#*@}; path=${path#*/}; path=${path%.git}
  summary=$(awk -F '\t' -v id="$id" '$1 == id { print $3 }' "$work/released.tsv" | cut -c 1-130)
  state=success; [ "$4" != ungraded ] || state=pending
  status=$(jq -n --arg s "$summary" --arg c "grading/$homework" --arg state "$state" '{state: $state, context: $c, name: $c, description: $s}')
  body=$(jq -n --arg t "$homework: report for ${commit:0:7}" --rawfile b "released/$id.md" '{title: $t, body: $b}')
  if [ "$service" = gitlab ]; then
    project=$(jq -rn --arg p "$path" '$p | @uri')
    call "$status" "$api/projects/$project/statuses/$commit" || return
    [ "$state" = pending ] || call "$(jq '{note: .body}' <<< "$body")" "$api/projects/$project/repository/commits/$commit/comments" || return
  else
    call "$status" "$api/repos/$path/statuses/$commit" || return
    [ "$state" = pending ] || call "$body" "$api/repos/$path/issues" || return
  fi
  echo "$id: $summary"
}

failed=0
for graded in "$work"/graded/*; do
  [ -f "$graded" ] || continue
  id=${graded##*/}
  IFS=$'\t' read -r repository commit < "$graded"
  [ -f "released/$id.md" ] || { echo "$id: there is no report" >&2; continue; }
  what="$commit $(sha256sum < "released/$id.md")"
  [ "$(cat "$work/sent/$id" 2>/dev/null || true)" != "$what" ] || continue
  if send "$id" "$repository" "$commit" "$(awk -F '\t' -v id="$id" '$1 == id { print $4 }' "$work/released.tsv")"; then echo "$what" > "$work/sent/$id"; else failed=1; echo "$id: could not be sent, and will be tried again" >&2; fi
done
exit "$failed"
