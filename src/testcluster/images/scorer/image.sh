# The scorer: Quarkus' fast-jar as Maven built it.
PARENT=scorer-lib
TAG=localhost/plumbline-scorer:0.1.0
IMAGE_USER=10001:10001
IMAGE_ENTRYPOINT=(/opt/java/bin/java -jar /opt/plumbline/quarkus-run.jar)
APPLICATION=$HERE/../scorer/target/quarkus-app

inputs() { quarkus_application "$APPLICATION"; }

fill() {
  mkdir -p "$1/opt/plumbline"
  cp -r "$APPLICATION/app" "$APPLICATION/quarkus" "$APPLICATION/quarkus-run.jar" "$1/opt/plumbline/"
}
