# The scorer: the application that Maven built, and what its JVM learnt in a practice run (ADR 0164).
PARENT=scorer-lib
TAG=localhost/plumbline-scorer:0.1.0
IMAGE_USER=10001:10001
# A property of this image and not of the Pod's command: an image without such a file needs no word about it.
IMAGE_ENV=(JDK_JAVA_OPTIONS=-XX:AOTCache=/opt/plumbline/application.aot)
IMAGE_ENTRYPOINT=(/opt/java/bin/java -jar /opt/plumbline/quarkus-run.jar)
APPLICATION=$HERE/../scorer/target

inputs() {
  quarkus_application "$APPLICATION"
  cat "$HERE/lib/practice.sh" "$PRACTICE_MODEL" | sha256sum
}

fill() {
  mkdir -p "$1/opt/plumbline"
  cp "$APPLICATION"/*-runner.jar "$1/opt/plumbline/quarkus-run.jar"
  practise "$1/opt/plumbline/quarkus-run.jar" "$APPLICATION/lib" "$1/opt/plumbline/application.aot"
}
