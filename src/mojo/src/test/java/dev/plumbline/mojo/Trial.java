package dev.plumbline.mojo;

/**
 * What became of one mutant.
 *
 * @param verdict a reason of refusal, or {@code same}, {@code different}, {@code silent} for a model that has no answer,
 *     {@code alone} where no second copy fits beside it to compare with
 * @param allocated bytes that the thread asked for, dead ones included
 * @param processorNanos that the thread worked
 */
record Trial(String verdict, long allocated, long processorNanos) {}
