# A runtime of JDK 25 cut down with jlink, for the operator and the scorer.
PARENT=base
IMAGE_ENV=(PATH=/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
# java.se and what Quarkus, Netty and the JDK's own tools for a look into a running Pod need.
MODULES=java.se,jdk.unsupported,jdk.crypto.ec,jdk.crypto.cryptoki,jdk.jcmd,jdk.jfr,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.zipfs,jdk.httpserver

inputs() { cat "$(jdk25)/release"; }

fill() {
  mkdir -p "$1/opt"
  "$(jdk25)/bin/jlink" --add-modules "$MODULES" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
    --generate-cds-archive --output "$1/opt/java"
}
