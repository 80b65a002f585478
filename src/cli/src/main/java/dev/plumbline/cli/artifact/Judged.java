package dev.plumbline.cli.artifact;

/** A verdict, and what the process says with its exit code. */
record Judged(Verdict verdict, int exitCode) {}
