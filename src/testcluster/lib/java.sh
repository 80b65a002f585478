# shellcheck shell=bash disable=SC2034,SC2154
# The JDK and the applications that go into images.

# jdk25: the home of a JDK 25, from JAVA_HOME or from the system's folders of JVMs.
jdk25() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/*; do
    if [[ -x $home/bin/jlink ]] && grep -qE '^JAVA_VERSION="25' "$home/release" 2>/dev/null; then
      echo "$home"
      return 0
    fi
  done
  die "no JDK 25 with jlink was found in JAVA_HOME or below /usr/lib/jvm" \
    "install one, for example: apt-get install temurin-25-jdk (repository packages.adoptium.net)"
}

# Contents of jars are named by size and checksum: a copy with a new date is the same library.
quarkus_libraries() {
  need_application "$1"
  (cd "$1" && find lib -type f | LC_ALL=C sort | xargs sha256sum)
}

quarkus_application() {
  need_application "$1"
  (cd "$1" && find app quarkus quarkus-run.jar -type f | LC_ALL=C sort | xargs sha256sum)
}

need_application() {
  [[ -f $1/quarkus-run.jar ]] || die "there is no built application at $(readlink -m "$1")" "build it first: make build"
}
