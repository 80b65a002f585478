# What the Job of a rollout runs: the command `plumbline verify` on the same runtime as the scorer.
PARENT=java25
TAG=localhost/plumbline-verify:0.1.0
IMAGE_USER=10001:10001
# The heap follows the limit of the container; no class is ever read from a serialized object.
IMAGE_ENTRYPOINT=(/opt/java/bin/java -XX:MaxRAMPercentage=60 -XX:+UseSerialGC -XX:TieredStopAtLevel=1 '-Djdk.serialFilter=!*' -jar /opt/plumbline/plumbline.jar verify)
COMMAND_JAR=$HERE/../cli/target/plumbline-cli-0.1.0-all.jar

inputs() {
  [[ -f $COMMAND_JAR ]] || die "there is no built command at $(readlink -m "$COMMAND_JAR")" "build it first: make build"
  sha256sum <"$COMMAND_JAR"
}

fill() {
  mkdir -p "$1/opt/plumbline"
  cp "$COMMAND_JAR" "$1/opt/plumbline/plumbline.jar"
}
