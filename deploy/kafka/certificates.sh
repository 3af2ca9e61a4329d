#!/usr/bin/env bash
# Makes the certificates of a Kafka that asks for them (mutual TLS): an authority of its own, one for the broker, and one for
# each principal of access.txt, with the principal as its CN. See docs/security.md.
#
#   certificates.sh FOLDER BROKER-HOST [NAME..]
#
# Again makes what is missing and changes nothing that is there: for a new certificate delete its file. Whoever has
# authority.p12 and store.password can be anybody: keep them where no service runs. A service gets its own .p12, trust.p12
# and store.password.
set -euo pipefail
umask 077
folder=${1:?usage: certificates.sh FOLDER BROKER-HOST [NAME..]}
host=${2:?usage: certificates.sh FOLDER BROKER-HOST [NAME..]}
shift 2
names=${*:-orchestrator identity entitlement session audit relay trigger admin}
readonly days=397 authority_days=3650

mkdir -p "$folder"
cd "$folder"
[[ -s store.password ]] || head -c 24 /dev/urandom | base64 | tr '+/' '-_' > store.password

store() { # FILE COMMAND..: keytool on that store
  local file=$1 command=$2
  shift 2
  keytool "$command" -keystore "$file" -storetype PKCS12 -storepass:file store.password "$@" 2>/dev/null
}

key() { # FILE ALIAS DN DAYS [MORE..]
  local file=$1 alias=$2 name=$3 valid=$4
  shift 4
  store "$file" -genkeypair -alias "$alias" -dname "$name" -keyalg EC -groupname secp256r1 -validity "$valid" "$@"
}

if [[ ! -s authority.p12 ]]; then
  key authority.p12 authority "CN=offboarding authority" $authority_days -ext bc:c=ca:true -ext ku:c=keyCertSign,cRLSign
fi
store authority.p12 -exportcert -alias authority -rfc > authority.pem
if [[ ! -s trust.p12 ]]; then
  store trust.p12 -importcert -noprompt -alias authority -file authority.pem
fi

certificate() { # NAME EXTENSION..
  local name=$1 extensions=() one
  shift
  [[ -s $name.p12 ]] && return
  for one in "$@"; do extensions+=(-ext "$one"); done
  # beside its place and renamed: a file that exists is complete
  rm -f "$name.new"
  key "$name.new" "$name" "CN=$name,O=offboarding" $days
  store "$name.new" -certreq -alias "$name" |
    store authority.p12 -gencert -alias authority -rfc -validity $days -ext ku:c=digitalSignature "${extensions[@]}" > "$name.pem"
  store "$name.new" -importcert -noprompt -alias authority -file authority.pem
  store "$name.new" -importcert -noprompt -alias "$name" -file "$name.pem"
  rm "$name.pem"
  mv "$name.new" "$name.p12"
}

certificate broker eku=serverAuth,clientAuth "san=dns:$host,dns:localhost,ip:127.0.0.1"
for name in $names; do
  certificate "$name" eku=clientAuth
done
echo "Certificates of broker $names are in $PWD."
