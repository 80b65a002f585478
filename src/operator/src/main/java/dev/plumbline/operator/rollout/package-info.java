/** Rollouts: the shell around {@link dev.plumbline.rollout.RolloutMachine}, which decides everything. */
package dev.plumbline.operator.rollout;
