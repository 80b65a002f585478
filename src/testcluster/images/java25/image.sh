# A runtime of JDK 25 cut down with jlink, for the operator and the scorer.
PARENT=base
IMAGE_ENV=(PATH=/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
# java.se and what Quarkus, Netty and the JDK's own tools for a look into a running Pod need.
MODULES=java.se,jdk.unsupported,jdk.crypto.ec,jdk.crypto.cryptoki,jdk.jcmd,jdk.jfr,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.zipfs,jdk.httpserver

inputs() {
  local home
  home=$(jdk25)
  cat "$home/release"
}

fill() {
  local home
  home=$(jdk25)
  mkdir -p "$1/opt"
  "$home/bin/jlink" --add-modules "$MODULES" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
    --generate-cds-archive --output "$1/opt/java"
}
