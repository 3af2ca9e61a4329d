#!/usr/bin/env bash
# Makes the secrets of this compose installation: deploy/compose/secrets, laid out as the embedded runtime lays out its own,
# each in a file that only its owner can read, and deploy/compose/.env, which names that owner to compose. Run it again at
# any time: it makes what is missing and changes nothing that is there.
#
# To change a password: delete its file, run this, then `docker compose up -d --force-recreate`. The superuser's,
# postgres.password, is only read when the database is made: change it there as well (ALTER ROLE postgres PASSWORD ..).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
umask 077

# Containers run as the owner of the secrets, or they could not read them: never as root.
readonly UNPRIVILEGED=10001:10001
owner="$(id -u):$(id -g)"
[[ $owner == 0:* ]] && owner=$UNPRIVILEGED

made=0
secret() { # FILE [VALUE]: without a value a random one of 192 bits
  [[ -s $1 ]] && return
  mkdir -p "$(dirname "$1")"
  # beside its place and renamed: a file that exists is complete
  printf '%s' "${2:-$(head -c 24 /dev/urandom | base64 | tr '+/' '-_')}" > "$1.new"
  mv "$1.new" "$1"
  made=$((made + 1))
}

secret secrets/postgres.password
secret secrets/relay.password
secret secrets/connect.password
secret secrets/token
secret secrets/service-token
for service in orchestrator identity entitlement session audit; do
  secret "secrets/$service/spring.datasource.password"
  secret "secrets/$service/spring.flyway.password"
  secret "secrets/$service/offboard.token" "$(<secrets/token)"
  secret "secrets/$service/offboard.service-token" "$(<secrets/service-token)"
done
# with which services believe each other's messages: one for each pair of writer and reader
key() { # WRITER READER
  secret "secrets/message-keys/$1-to-$2" "$(head -c 32 /dev/urandom | base64)"
  printf '%s' "$(<"secrets/message-keys/$1-to-$2")"
}
for service in orchestrator identity entitlement session audit; do
  readers="orchestrator audit"
  [[ $service == orchestrator ]] && readers="identity entitlement session audit"
  for reader in $readers; do echo "to.$reader = $(key "$service" "$reader")"; done > "secrets/$service/message-keys"
done
for service in orchestrator identity entitlement session audit; do
  writers="orchestrator $service"
  [[ $service == orchestrator || $service == audit ]] && writers="orchestrator identity entitlement session audit"
  for writer in $(printf '%s\n' $writers | sort -u); do echo "from.$writer = $(key "$writer" "$service")"; done >> "secrets/$service/message-keys"
done
# What users' keys for notes are encrypted with. Keep a copy: without it no note can be read; see docs/erasure.md to change it.
secret secrets/orchestrator/offboard.notes.wrapping-keys
# where `setup prepare` makes the audit log's signing key and audit-service keeps its memory
mkdir -p signer
[[ $(id -u) == 0 ]] && chown -R "$owner" secrets signer

[[ -f .env ]] || touch .env
grep -q '^OFFBOARD_USER=' .env || echo "OFFBOARD_USER=$owner" >> .env

echo "$made secrets made in $PWD/secrets; containers run as $(sed -n 's/^OFFBOARD_USER=//p' .env). The API's token is in secrets/token."
