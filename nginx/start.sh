#!/bin/sh
# Writes what depends on the machine, then becomes Nginx.
# TRUSTED_PROXIES: addresses or CIDR ranges of the CDN or TLS proxy in front, separated by spaces or commas.
# Empty means that nobody's X-Forwarded-For is believed.
set -euf

mkdir -p /tmp/amn
: >/tmp/amn/trusted-proxies.conf
: >/tmp/amn/trusted-proxies.geo
for range in $(printf '%s' "${TRUSTED_PROXIES:-}" | tr ',' ' '); do
  case $range in
    *[!0-9A-Fa-f.:/]*)
      echo "TRUSTED_PROXIES: '$range' is neither an address nor a CIDR range" >&2
      exit 1
      ;;
  esac
  echo "set_real_ip_from $range;" >>/tmp/amn/trusted-proxies.conf
  echo "$range 1;" >>/tmp/amn/trusted-proxies.geo
done

exec nginx -e /dev/stderr -c /etc/amn/nginx.conf -g 'daemon off;'
