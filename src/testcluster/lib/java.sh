# shellcheck shell=bash disable=SC2034,SC2154
# The JDK and the applications that go into images.

# jdk25: the home of a JDK 25, found where the build finds it; where there is none that script says what to install.
jdk25() {
  local home
  home=$("$HERE/../build/java-home.sh") || die "images need a JDK 25 with jlink"
  [[ -x $home/bin/jlink ]] || die "the JDK at $home has no jlink" "install a full JDK 25 or set JAVA_HOME to one"
  echo "$home"
}

# Contents of jars are named by size and checksum: a copy with a new date is the same library.
quarkus_libraries() {
  need_application "$1"
  (cd "$1" && find lib -type f | LC_ALL=C sort | xargs sha256sum)
}

# Without the classes that Quarkus writes of its own: they are numbered anew in every build, and what they depend on is
# the rest of the jar, the libraries and the build's description.
quarkus_application() {
  need_application "$1"
  cat "$HERE/../../pom.xml" "$1/../pom.xml" | sha256sum
  unzip -v "$(compgen -G "$1/*-runner.jar")" \
    | awk '$7 ~ /^[0-9a-f]+$/ && $8 !~ /^io\/quarkus\/(runner|runtime\/generated)\// {print $1, $7, $8}' | LC_ALL=C sort
}

need_application() {
  compgen -G "$1/*-runner.jar" >/dev/null \
    || die "there is no built application at $(readlink -m "$1")" "build it first: make build"
}
