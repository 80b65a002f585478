# Sourced by scripts that measure only the parts that are asked for. Wants: parts (",asked,for,").

# only_known VARIABLE ",asked,for," "all,there,are": ends the script for a name that is none. Otherwise nothing would be
# measured, and nothing missed.
only_known() {
  local each
  for each in ${2//,/ }; do
    [[ ,$3, == *,$each,* ]] || { echo "$1: there is no part \"$each\"; there are $3" >&2; exit 2; }
  done
  [[ -n ${2//,/} ]] || { echo "$1 asks for nothing; there are $3" >&2; exit 2; }
}

wanted() { [[ $parts == *,$1,* ]]; }
