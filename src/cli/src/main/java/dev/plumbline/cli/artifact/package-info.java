/** Commands that open artifacts: {@code inspect} for people and pipelines, {@code verify} for the Job of a rollout. */
package dev.plumbline.cli.artifact;
