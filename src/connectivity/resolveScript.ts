// The part of the probes' program that finds the addresses of a name: by the container's own file of hosts,
// else by the tool that its image has.

/** Defines `resolve`, for `target` or its `given` address, within `limit` seconds. */
export const resolveScript = String.raw`# Sets addresses and resolver, or state and said. Bounded by itself: ping's own limit bounds no look-up.
resolve() {
  addresses= resolver= code=0 said= state=ran
  if [ -n "$given" ]; then addresses=$given; return; fi
  case $target in
    -*) state=unresolved code=2; return ;;
    *:*) case $target in *[!0-9A-Fa-f:.%a-z]*) ;; *) addresses=$target; return ;; esac ;;
    *[!0-9.]*) ;;
    *.*) addresses=$target; return ;;
  esac
  if [ -r /etc/hosts ]; then from_hosts </etc/hosts; fi
  if [ -n "$addresses" ]; then resolver=hosts; return; fi
  if [ -r /etc/resolv.conf ]; then
    while read -r word server _; do
      if [ "$word" = nameserver ]; then resolver=$server; break; fi
    done </etc/resolv.conf
  fi
  if ! has sleep; then missing sleep; return; fi
  if has getent; then
    said=$(within_limit getent ahosts "$target" 2>&1); code=$?
    from_getent <<EOT
$said
EOT
  elif has nslookup; then
    said=$(within_limit nslookup "$target" 2>&1); code=$?
    from_nslookup <<EOT
$said
EOT
  elif has ping; then
    said=$(within_limit ping -c 1 -W 1 -- "$target" 2>&1 </dev/null); code=$?
    from_ping <<EOT
$said
EOT
  else
    missing nslookup
    return
  fi
  if [ -z "$addresses" ]; then state=unresolved; else code=0; fi
}

# As many as leave a record room for more.
add() {
  case " $addresses " in *" $1 "*) return ;; esac
  if [ ${"${#addresses}"} -lt 400 ] && [ ${"${#1}"} -lt 70 ]; then addresses="$addresses $1"; fi
}

from_hosts() {
  while read -r address names; do
    case $address in '#'* | '') continue ;; esac
    for name in $names; do
      case $name in '#'*) break ;; esac
      if [ "$name" = "$target" ]; then add "$address"; fi
    done
  done
}

from_getent() { while read -r address _; do case $address in *[.:]*) add "$address" ;; esac done; }

from_nslookup() {
  named=
  while read -r word value more _; do
    case $word in
      Name:) named=yes ;;
      Address:) if [ -n "$named" ]; then add "$value"; fi ;;
      Address) if [ -n "$named" ]; then add "$more"; fi ;;
    esac
  done
}

from_ping() {
  IFS='()' read -r _ address _
  case $address in *[!0-9a-fA-F.:]* | '') ;; *) add "$address" ;; esac
}`;
