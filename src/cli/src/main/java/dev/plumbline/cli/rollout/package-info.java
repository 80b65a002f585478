/** {@code plumbline rollout}: looks at a rollout of a cluster and asks it for something once. */
package dev.plumbline.cli.rollout;
