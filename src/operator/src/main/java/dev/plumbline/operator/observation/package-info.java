/** Looking at what runs: short, bounded, parallel questions to Pods; an unanswered one is a fact, not an error. */
package dev.plumbline.operator.observation;
