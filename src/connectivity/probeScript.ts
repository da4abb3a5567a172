// The program that runs all probes of one source inside its network namespace: POSIX sh with what
// busybox has. What an image lacks is reported, not guessed. It gets the probes as arguments.
import { probeKinds } from "./probeKinds.ts";
import { resolveScript } from "./resolveScript.ts";

/**
 * Its arguments: width, seconds to wait; then seven for each probe: lane, index, kind, target, address, port,
 * path. What it writes: see `ProbeRecords`.
 */
// Each record: RS index US state US code US addresses US resolver US number US neighbor US text GS.
// `state` is ran, unresolved or missing (the program of the name in the text). In the text VT stands for a
// line's end. Lanes write to one terminal: to stay whole, a record is one write, for which it must have no
// line's end and fit into the 1,024 bytes that a C library holds back for a terminal.
export const probeScript = String.raw`
set -f
width=$1 limit=$2
shift 2
again=$(printf '\034')
separators=$(printf '\035\036\037')
line_end=$(printf '\013')
newline='
'

# Ctrl+C reaches this shell; what runs in the background ignores it, and is ended as a group. Everybody
# waits for their own: what is left to a container's first process may stay a zombie for ever. What was
# just being started may miss a signal, so there are more until all have ended.
end() {
  trap "" TERM INT HUP
  {
    trap exit USR1
    for _ in 1 2 3 4 5 6 7 8; do
      kill -TERM 0
      spaced=$(:)
    done
    while sleep 0.05 || sleep 1; do kill -TERM 0; done
  } 2>/dev/null &
  ender=$!
  for one in $lanes; do wait "$one"; done
  kill -USR1 $ender 2>/dev/null
  wait
  exit 130
}
trap end INT HUP

has() { command -v "$1" >/dev/null 2>&1; }

# Runs a program, and ends it when the time is over. timeout has three ways of use, and busybox's leaves a
# process that outlives the program.
within_limit() {
  trap 'trap "" TERM; wait; exit 143' TERM
  "$@" &
  program=$!
  {
    trap 'trap "" TERM; kill $! 2>/dev/null; wait; exit' TERM
    sleep "$limit" &
    wait $!
    kill $program
  } >/dev/null 2>&1 &
  watch=$!
  wait $program 2>/dev/null; ended=$?
  kill $watch 2>/dev/null
  wait $watch 2>/dev/null
  return $ended
}

# What tools print may come from anybody: none of it may end a record or begin one.
clean() {
  IFS=$separators
  set -- $1
  IFS=' '
  cleaned=$*
  IFS=$newline
  set -- $cleaned
  IFS=$line_end
  cleaned=$*
  unset IFS
}

emit() {
  clean "$said"; said=$cleaned
  clean "$addresses"; addresses=$cleaned
  clean "$resolver"; resolver=$cleaned
  room=$((920 - ${"${#addresses}"}))
  printf "\036%s\037%s\037%s\037%s\037%.50s\037%s\037%s\037%.$room"'s\035' \
    "$id" "$state" "$code" "$addresses" "$resolver" "$number" "$neighbor" "$said"
}

missing() { state=missing said=$1; }

${resolveScript}

${probeKinds}

probe_resolve() { :; }

run() {
  id=$1 kind=$2 port=$5 path=$6 number= neighbor=
  if [ "$3" != "$target" ] || [ "$4" != "$given" ] || [ -z "$known" ]; then
    target=$3 given=$4 known=yes
    resolve
    found=$addresses server=$resolver resolution=$code answer=$said outcome=$state
  fi
  addresses=$found resolver=$server code=$resolution said=$answer state=$outcome
  if [ "$state" = ran ]; then
    for address in $addresses; do break; done
    family=
    case $address in *:*) family=-6 ;; esac
    "probe_$kind"
  fi
  emit
}

lane() {
  trap 'exit 143' TERM
  mine=$1 known= target= given=
  shift
  while [ $# -ge 7 ]; do
    if [ "$1" = "$mine" ]; then run "$2" "$3" "$4" "$5" "$6" "$7"; fi
    shift 7
  done
}

turn=0 lanes=
while [ $turn -lt "$width" ]; do
  lane $turn "$@" &
  lanes="$lanes $!"
  turn=$((turn + 1))
done
wait
`;
