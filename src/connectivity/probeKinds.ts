// What the program does for each kind of probe, once its target has an address: a shell function each. They
// leave what they saw in code, said, number and neighbor, and know `address`, `family`, `port` and `path`.

export const probeKinds = String.raw`probe_ping() {
  if ! has ping; then missing ping; return; fi
  said=$(ping $family -c 1 -W "$limit" -- "$address" 2>&1 </dev/null); code=$?
  if [ $code = 0 ]; then return; fi
  # Once more before it counts as lost.
  more=$(ping $family -c 2 -W "$limit" -- "$address" 2>&1 </dev/null); code=$?
  said=$said$again$more
  if [ $code != 0 ]; then look_at_neighbor; fi
}

look_at_neighbor() {
  case $address in *:*) look_at_ipv6_neighbor; return ;; esac
  if [ ! -r /proc/net/arp ]; then return; fi
  neighbor=absent
  while read -r known _ flags _; do
    if [ "$known" = "$address" ]; then
      if [ "$flags" = 0x0 ]; then neighbor=silent; else neighbor=known; fi
    fi
  done </proc/net/arp
}

look_at_ipv6_neighbor() {
  if ! has ip; then return; fi
  learned=$(ip -6 neigh show to "$address" 2>/dev/null) || return
  case $learned in
    *lladdr*) neighbor=known ;;
    '') neighbor=absent ;;
    *) neighbor=silent ;;
  esac
}

since_boot() { read -r now _ </proc/uptime; }

probe_tcp() {
  since_boot; before=$now
  connect
  if [ $code != 0 ] && [ "$state" = ran ]; then
    first=$said
    since_boot; before=$now
    connect
    said=$first$again$said
  fi
  if [ $code != 0 ] && [ "$state" = ran ]; then look_at_neighbor; fi
  since_boot
  number="$before $now"
}

connect() {
  if has nc; then
    case $(nc -h 2>&1 </dev/null) in
      *'-e PROG'*) said=$(nc -w "$limit" "$address" "$port" -e sh -c : 2>&1 </dev/null); code=$? ;;
      *) said=$(nc -v -z -w "$limit" "$address" "$port" 2>&1 </dev/null); code=$? ;;
    esac
  elif has bash && has sleep; then
    said=$(within_limit bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$address" "$port" 2>&1); code=$?
  else
    missing nc
  fi
}

probe_http() {
  host=$address
  case $address in *:*) host="[$address]" ;; esac
  name=$target
  case $target in *[!A-Za-z0-9._-]*) name=$host ;; esac
  if ! has sleep; then missing sleep; return; fi
  since_boot; before=$now
  if has curl; then
    said=$(within_limit curl -sS -i -o /dev/null -w 'HTTP/1 %{http_code}' -H "Host: $name:$port" \
      "http://$host:$port$path" 2>&1); code=$?
    # It tells that it could not connect, and not why.
    if [ $code = 7 ]; then
      first=$said
      connect
      said=$first$again$said code=7 state=ran
    fi
  elif has wget; then
    said=$(within_limit wget -S -O /dev/null --header "Host: $name:$port" \
      "http://$host:$port$path" 2>&1); code=$?
  else
    missing wget
  fi
  since_boot
  number="$before $now"
}

# How many fragments this namespace has made.
count_fragments() {
  case $address in
    *:*) while read -r word fragments; do
        if [ "$word" = Ip6FragCreates ]; then return; fi
      done </proc/net/snmp6 ;;
    *) while read -r word values; do
        if [ "$word" = Ip: ]; then line=$values; fi
      done </proc/net/snmp
      nineteenth $line ;;
  esac
}

nineteenth() { shift 18; fragments=$1; }

# True where a packet of this size comes back, and was not cut on its way out.
fits() {
  count_fragments; made=$fragments
  payload=$(($1 - overhead))
  send_large || send_large || return 1
  count_fragments
  [ "$made" = "$fragments" ]
}

send_large() {
  ping $family -c 1 -W "$limit" -s $payload -- "$address" >/dev/null 2>&1 </dev/null
}

probe_pathMtu() {
  if ! has ping; then missing ping; return; fi
  probe_ping
  if [ $code != 0 ]; then return; fi
  overhead=28 low=84 high=1500
  case $address in *:*) overhead=48 ;; esac
  set +f
  for file in /sys/class/net/*/mtu; do
    case $file in */lo/*) continue ;; esac
    if read -r value <"$file" && [ "$value" -gt "$high" ]; then high=$value; fi
  done
  set -f
  if fits $high; then number=$high; return; fi
  while [ $((high - low)) -gt 1 ]; do
    middle=$(((low + high) / 2))
    if fits $middle; then low=$middle; else high=$middle; fi
  done
  number=$low
}

probe_route() {
  if ! has traceroute; then missing traceroute; return; fi
  said=$(
    trap 'exit 143' TERM
    traceroute $family -n -q 1 -w 1 -m 30 "$address" 2>&1 </dev/null | until_silent
  )
  code=0
}

# Where four in a row keep silent, so will the rest.
until_silent() {
  silent=0
  while read -r line; do
    echo "$line"
    case $line in *'*'*) silent=$((silent + 1)) ;; *) silent=0 ;; esac
    if [ $silent = 4 ]; then break; fi
  done
}`;
