#!/usr/bin/env bash
# Fetches each student's newest commit, grades, and writes what may be released. Nothing of a student's repository runs outside the sandbox.
#   pull.sh <homework>      GRADER="dotnet grader"  ROOT=<where rubrics/ and reference/ are>  WORK=.pull
set -euo pipefail
homework=$1
read -ra grader <<< "${GRADER:-grader}"
root=${ROOT:-.} work=${WORK:-.pull} language=${LANGUAGE_OF_REPORTS:-en}
mkdir -p "$work/submissions" "$work/seen" "$work/graded"
: > "$work/new.tsv"
export GIT_TERMINAL_PROMPT=0 GIT_LFS_SKIP_SMUDGE=1

{ IFS= read -r _; while IFS=, read -r id repository branch || [ -n "$id" ]; do
  branch=${branch%$'\r'}
  [[ $id =~ ^[0-9A-Za-z-]{1,40}$ && $branch != -* && $repository =~ ^(https|ssh|file):// ]] || { echo "roster.csv: '$id' is skipped" >&2; continue; }
  commit=$(git ls-remote -- "$repository" "${branch:-HEAD}" | head -n 1 | cut -f 1)
  [ -n "$commit" ] || { echo "$id: nothing at $repository ${branch:-HEAD}" >&2; continue; }
  [ "$(cat "$work/seen/$id" 2>/dev/null || true)" != "$commit" ] || continue
  rm -rf "$work/clone" "$work/submissions/$id"
  # No hooks, no submodules, no filters, links as files.
  git -c core.hooksPath=/dev/null -c core.symlinks=false -c filter.lfs.smudge= -c filter.lfs.required=false \
    clone --quiet --depth 1 --no-tags --single-branch ${branch:+--branch "$branch"} -- "$repository" "$work/clone" || { echo "$id: could not be cloned" >&2; continue; }
  commit=$(git -C "$work/clone" rev-parse HEAD)
  rm -rf "$work/clone/.git"
  mv "$work/clone" "$work/submissions/$id"
  printf '%s\t%s\t%s\n' "$id" "$repository" "$commit" >> "$work/new.tsv"
done; } < roster.csv

code=0
if [ -s "$work/new.tsv" ]; then
  "${grader[@]}" grade "$work/submissions" --homework "$homework" --root "$root" --out "$work/grades" || code=$?
  [ "$code" -eq 0 ] || [ "$code" -eq 3 ] || exit "$code"
else
  echo "Nothing new."
  [ -f "$work/grades/results.json" ] || exit 0
fi
# Also without anything new: after the deadline there is more to tell.
kit=(); [ -f "$homework.zip" ] && kit=(--kit "$homework.zip" --submissions "$work/submissions")
"${grader[@]}" release "$work/grades" --to released --root "$root" --lang "$language" "${kit[@]}" > "$work/released.tsv"
# Seen only now: a run that was cut off is made again, and so is what could not be graded by a fault of ours.
while IFS=$'\t' read -r id repository commit; do
  printf '%s\t%s\n' "$repository" "$commit" > "$work/graded/$id"
  awk -F '\t' -v id="$id" '$1 == id && $4 == "ungraded" { found = 1 } END { exit found }' "$work/released.tsv" || continue
  echo "$commit" > "$work/seen/$id"
done < "$work/new.tsv"
exit "$code"
