# shellcheck shell=bash disable=SC2034 # What is set here is used by those that read it.
# Read by backup.sh and restore.sh: where things are, and how an error is said.

umask 077

fail() {
  echo "packhorse: $1" >&2
  exit 1
}

# Runs a program; the line in which it says why it failed goes into the one sentence that is said then.
# usage: attempt 'what was not done' PROGRAM ARGUMENTS…
attempt() {
  local what=$1 words why
  shift
  words=$(mktemp)
  if "$@" 2>"$words"; then
    rm "$words"
    return
  fi
  why=$(grep -i -m 1 -e error -e failed "$words" || tail -n 1 "$words")
  rm "$words"
  fail "$what: ${why:-$1 failed without a word}"
}

need() {
  command -v "$1" >/dev/null || fail "$1 is not installed; install it with apt-get install -y $2."
}

# The address without its password, which other users of the machine would see among the processes.
database_address() {
  [ -n "${DATABASE_URL:-}" ] ||
    fail 'DATABASE_URL is not set; the embedded database is for trial, so copy DATA_DIR while nothing runs.'
  database=$DATABASE_URL
  if [[ $DATABASE_URL =~ ^([a-z]+://[^:/@]+):([^@]*)@(.*)$ ]]; then
    database="${BASH_REMATCH[1]}@${BASH_REMATCH[3]}"
    PGPASSWORD=$(printf '%b' "${BASH_REMATCH[2]//%/\\x}")
    export PGPASSWORD
  fi
}

# The folder in which the storage is.
storage_folder() {
  case ${STORE_URL:-} in
    '') storage="${DATA_DIR:-.local}/blobs" ;;
    file:*) storage=${STORE_URL#file:} ;;
    *) fail 'STORE_URL is a bucket, whose own versions or replica are its backup; docs/restore.md says how, so name database and keys alone.' ;;
  esac
}

backups=${BACKUP_DIR:-}
[ -n "$backups" ] || fail 'BACKUP_DIR is not set; name a folder on another disk or machine.'
key_backups=${KEY_BACKUP_DIR:-$backups/keys}

# A path as psql's \copy takes it.
quoted() {
  local quote="'"
  echo "$quote${1//$quote/$quote$quote}$quote"
}

# The newest of the backups in a folder, whose names begin with their time.
newest() {
  local last
  last=$(find "$1" -mindepth 1 -maxdepth 1 -name "$2" 2>/dev/null | sort | tail -n 1)
  [ -n "$last" ] || fail "there is no backup in $1."
  echo "$last"
}
