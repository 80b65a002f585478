/**
 * From the bytes of an artifact to a model that scores.
 *
 * <p>The way is {@link dev.plumbline.mojo.ArtifactFile} (size budget and digest while the bytes arrive), then
 * {@link dev.plumbline.mojo.MojoGate} (is it a MOJO, within bounds, of the right version), then
 * {@link dev.plumbline.mojo.MojoLoader} (h2o-genmodel). h2o-genmodel trusts the counts in its input, so that a file of
 * a few hundred bytes can exhaust the memory; nothing reaches it before the gate has passed it. Each step answers with
 * an {@link dev.plumbline.mojo.Outcome}: a refusal is a value with a reason, not an exception.
 */
package dev.plumbline.mojo;
