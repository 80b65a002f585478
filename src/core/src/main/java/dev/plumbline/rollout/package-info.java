/**
 * The switch of a model in all inference Pods, as a pure function of what is wanted, what was persisted and what the
 * Pods report. Start with {@link dev.plumbline.rollout.RolloutMachine}.
 */
package dev.plumbline.rollout;
